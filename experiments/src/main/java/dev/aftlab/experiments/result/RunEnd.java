package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Optional;

/** How a run ended. Artifacts that are done are kept in each case. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(RunEnd.Done.class),
  @JsonSubTypes.Type(RunEnd.ArmsFailed.class),
  @JsonSubTypes.Type(RunEnd.Failed.class),
  @JsonSubTypes.Type(RunEnd.Cancelled.class),
  @JsonSubTypes.Type(RunEnd.Terminated.class),
  @JsonSubTypes.Type(RunEnd.Interrupted.class),
  @JsonSubTypes.Type(RunEnd.Lost.class)
})
public sealed interface RunEnd {

  /** Maximum number of listed arms that are not done: a payload stays below 100 kB. */
  int MOST_LISTED = 80;

  /** The state in which lists of runs show it. */
  default RunState state() {
    return switch (this) {
      case Done done -> RunState.DONE;
      case ArmsFailed failed -> RunState.FAILED;
      case Failed failed -> RunState.FAILED;
      case Cancelled cancelled -> RunState.STOPPED;
      case Terminated terminated -> RunState.STOPPED;
      case Interrupted interrupted -> RunState.INTERRUPTED;
      case Lost lost -> RunState.LOST;
    };
  }

  /** What the run requested and executed; empty when it ended before it counted. */
  default Optional<Receipt> counted() {
    return switch (this) {
      case Done done -> Optional.of(done.receipt());
      case ArmsFailed failed -> Optional.of(failed.receipt());
      case Failed failed -> Optional.empty();
      case Cancelled cancelled -> cancelled.receipt();
      case Terminated terminated -> Optional.empty();
      case Interrupted interrupted -> Optional.empty();
      case Lost lost -> Optional.empty();
    };
  }

  /** The first of the arms that are not done; empty when the run does not know them. */
  default List<ArmResult> notDone() {
    return switch (this) {
      case Done done -> done.cancelled();
      case ArmsFailed failed -> failed.arms();
      case Failed failed -> List.of();
      case Cancelled cancelled -> cancelled.arms();
      case Terminated terminated -> List.of();
      case Interrupted interrupted -> List.of();
      case Lost lost -> List.of();
    };
  }

  /** Why the run failed as a whole; empty when it did not. */
  default Optional<FailureCause> failure() {
    return this instanceof Failed failed ? Optional.of(failed.cause()) : Optional.empty();
  }

  /** The arm of a title, when it is listed as not done. */
  default Optional<ArmResult> notDone(String title) {
    return notDone().stream().filter(arm -> arm.title().equals(title)).findFirst();
  }

  /** The end of a run that had made some of its results before, at a cost of its own. */
  default RunEnd after(Receipt earlier) {
    return switch (this) {
      case Done done -> new Done(earlier.withAgain(done.receipt()), done.cancelled());
      case ArmsFailed failed -> new ArmsFailed(earlier.withAgain(failed.receipt()), failed.arms());
      case Failed failed -> failed;
      case Cancelled cancelled ->
          new Cancelled(cancelled.receipt().map(earlier::withAgain), cancelled.arms());
      case Terminated terminated -> terminated;
      case Interrupted interrupted -> interrupted;
      case Lost lost -> lost;
    };
  }

  /**
   * All arms are done, but those that were cancelled one by one.
   *
   * @param receipt what it requested and executed
   * @param cancelled the first of the cancelled arms
   */
  @JsonTypeName("done")
  record Done(Receipt receipt, List<ArmResult> cancelled) implements RunEnd {

    /** Makes the list unmodifiable. */
    public Done {
      cancelled = List.copyOf(cancelled);
    }
  }

  /**
   * Some arms failed; the others are done or were cancelled.
   *
   * @param receipt what it requested and executed
   * @param arms the first of the failed and cancelled arms
   */
  @JsonTypeName("armsFailed")
  record ArmsFailed(Receipt receipt, List<ArmResult> arms) implements RunEnd {

    /** Makes the list unmodifiable. */
    public ArmsFailed {
      arms = List.copyOf(arms);
    }
  }

  /**
   * The run's workflow failed, and all arms with it.
   *
   * @param cause why
   */
  @JsonTypeName("failed")
  record Failed(FailureCause cause) implements RunEnd {}

  /**
   * The run was cancelled on the server as a whole, or arm by arm until none was left.
   *
   * @param receipt what it requested and executed; empty when it was cancelled as a whole
   * @param arms the first of the cancelled arms; empty when it was cancelled as a whole
   */
  @JsonTypeName("cancelled")
  record Cancelled(Optional<Receipt> receipt, List<ArmResult> arms) implements RunEnd {

    /** Makes the list unmodifiable. */
    public Cancelled {
      arms = List.copyOf(arms);
    }

    /** A run that was cancelled as a whole. */
    public static Cancelled whole() {
      return new Cancelled(Optional.empty(), List.of());
    }
  }

  /** The run's workflow was terminated on the server. */
  @JsonTypeName("terminated")
  record Terminated() implements RunEnd {}

  /** A signal, such as that of Ctrl-C, stopped the process that ran it. */
  @JsonTypeName("interrupted")
  record Interrupted() implements RunEnd {}

  /** Neither its process nor the server has it any more. */
  @JsonTypeName("lost")
  record Lost() implements RunEnd {}
}
