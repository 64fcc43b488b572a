package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.Fingerprint;
import java.util.List;

/**
 * What is done about a failure, and why. The only place that decides it.
 *
 * @param answer what is done
 * @param sign how the failure is noticed
 * @param outcome what a person sees of it
 */
public record FailurePolicy(Answer answer, String sign, String outcome) {

  /** What can be done about a failure. */
  public enum Answer {
    /**
     * The same work again, elsewhere if possible, from the last checkpoint, with growing pauses,
     * within the retry budget.
     */
    RETRY,
    /** Back to the last good checkpoint, within the attempt; the second time as {@link #STOP}. */
    ROLL_BACK_ONCE,
    /** The step waits, checks repeatedly for free space, and continues automatically. */
    WAIT_FOR_ROOM,
    /** The damaged artifact's step runs again, then the step that needed it. */
    REMAKE,
    /** The step takes its lease again, or waits for its holder. */
    PREPARE_AGAIN,
    /** Nothing is retried: the arms that need the step fail with its cause, the others continue. */
    STOP,
    /** The work does not notice: it is caught up with later. */
    CATCH_UP
  }

  /** Whether the server retries. */
  public boolean triedAgain() {
    return answer == Answer.RETRY || answer == Answer.CATCH_UP;
  }

  /** The policy for a failure. */
  public static FailurePolicy of(Failure failure) {
    return switch (failure) {
      case Failure.WorkerLost lost ->
          new FailurePolicy(
              Answer.RETRY,
              "no heartbeat for 30 s (`--heartbeat-timeout`)",
              "another worker resumes from the last checkpoint; a late writer is rejected");
      case Failure.ServerUnreachable away ->
          new FailurePolicy(
              Answer.RETRY,
              "no heartbeat could be sent for 30 s",
              "the attempt stops with a checkpoint; it is not a cancellation, and the "
                  + "next attempt resumes");
      case Failure.TransientError hiccup ->
          new FailurePolicy(
              Answer.RETRY,
              "a worker that stops, a network or disk error",
              "retried after 1 s to 1 min, from the last checkpoint");
      case Failure.Stalled hung ->
          new FailurePolicy(
              Answer.RETRY,
              "no progress for the stage's timeout (`--stage-timeout`)",
              "the attempt is abandoned though its process is alive; a worker without a "
                  + "free slot exits");
      case Failure.RetriesExhausted exhausted ->
          new FailurePolicy(
              Answer.STOP,
              "50 consecutive attempts (`aft retries`) without progress",
              "the arm fails with the last cause; the others continue");
      case Failure.Diverged diverged ->
          new FailurePolicy(
              Answer.ROLL_BACK_ONCE,
              "a NaN or infinite score, loss, gradient or norm",
              "resumes from the last good checkpoint; the second time the arm fails; the "
                  + "others continue");
      case Failure.OutOfMemory memory ->
          new FailurePolicy(
              Answer.STOP,
              "the engine or Java runs out of memory",
              "no blind retry: the message says which setting to lower");
      case Failure.DiskFull full ->
          new FailurePolicy(
              Answer.WAIT_FOR_ROOM,
              "no space left, or a quota is used up",
              "the step pauses, says how much is needed, and continues when there is space");
      case Failure.CorruptArtifact damaged ->
          new FailurePolicy(
              Answer.REMAKE,
              "a file's size or digest is not its manifest's, or an input was removed",
              "the artifact is moved to `quarantine`, its step runs again");
      case Failure.CorruptInput damaged ->
          new FailurePolicy(
              Answer.STOP,
              "a model or data file cannot be read as what it is",
              "the message names file and place; nothing partial is kept");
      case Failure.InvalidSpec wrong ->
          new FailurePolicy(
              Answer.STOP,
              "a setting that only the inputs show to be wrong",
              "the message says how to fix it");
      case Failure.TooFewPairs few ->
          new FailurePolicy(
              Answer.STOP,
              "fewer pairs than β needs, and no fallback",
              "the message says how many there are");
      case Failure.LeaseLost lost ->
          new FailurePolicy(
              Answer.PREPARE_AGAIN,
              "a lease that is no longer the newest",
              "writes of the earlier holder are rejected; the step waits for the new one's result");
      case Failure.TrackerUnreachable down ->
          new FailurePolicy(
              Answer.CATCH_UP,
              "MLflow rejects, does not respond, or is unreachable",
              "training continues; tracking sends everything later");
      case Failure.StepCancelled cancelled ->
          new FailurePolicy(
              Answer.STOP,
              "the step itself was cancelled",
              "the arms that wait for it fail with that cause");
      case Failure.Bug bug ->
          new FailurePolicy(
              Answer.STOP,
              "any other exception",
              "the arm fails with the cause, the log has the stack trace; the others continue");
    };
  }

  /** One failure of each kind, in the order of the published table. */
  public static List<Failure> kinds() {
    return List.of(
        new Failure.WorkerLost(""),
        new Failure.ServerUnreachable(""),
        new Failure.TransientError(""),
        new Failure.Stalled(""),
        new Failure.RetriesExhausted(""),
        new Failure.Diverged(""),
        new Failure.OutOfMemory(""),
        new Failure.DiskFull("", 0),
        new Failure.CorruptArtifact("", new Fingerprint("0".repeat(64))),
        new Failure.CorruptInput(""),
        new Failure.InvalidSpec(""),
        new Failure.TooFewPairs(""),
        new Failure.LeaseLost(""),
        new Failure.TrackerUnreachable(""),
        new Failure.StepCancelled(""),
        new Failure.Bug(""));
  }

  /** The names of the failures that the server must not retry. */
  static List<String> notRetried() {
    return kinds().stream()
        .filter(failure -> !of(failure).triedAgain())
        .map(Failure::type)
        .toList();
  }
}
