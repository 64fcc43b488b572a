package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftlab.activities.tracking.Told;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.TrackerContract;
import dev.aftlab.activities.tracking.TrackerContract.ShownArm;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.result.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is down, killed, and frozen in the middle. */
@Tag("slow")
final class MlflowOutageTest {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final HttpPolicy RULES =
      new HttpPolicy(ANSWER, ANSWER, ANSWER, 2, Duration.ofMillis(50), Duration.ofMillis(200));

  @TempDir Path folder;

  private static void tell(Tracker tracker, RunState state, int points) {
    var run = Told.run("plan", state);
    tracker.run(run);
    tracker.arm(
        run,
        state == RunState.RUNNING
            ? Told.arm("boundary seed 5", points)
            : Told.ended("boundary seed 5", points));
    tracker.settle(run);
  }

  /**
   * A busy machine may make a server slower than these hasty rules allow: the mirror asks again,
   * too.
   */
  private static void insist(Tracker tracker, RunState state, int points) {
    for (int round = 1; ; round++) {
      try {
        tell(tracker, state, points);
        return;
      } catch (TrackingException slow) {
        if (round == 20) {
          throw slow;
        }
      }
    }
  }

  private static Tracker tracker(OwnMlflow server) {
    return new MlflowTracker(
        new MlflowAddress(server.address()),
        MlflowAccess.of(Map.of()),
        MlflowExperiment.OURS,
        RULES,
        () -> false);
  }

  private static void assertExact(OwnMlflow server, int points) {
    MlflowReader reader = new MlflowReader(server.address());
    Map<String, ShownArm> arms = reader.arms(reader.runs("experiment", "store", "plan"));
    assertEquals(1, arms.size());
    TrackerContract.assertShown(Told.curve("vft", points), arms.get("boundary seed 5"));
  }

  @Test
  void server_downThenKilledThenFrozen_hasTheExactHistoryInTheEnd() throws Exception {
    Optional<Path> program = MlflowServers.program();
    assumeTrue(
        program.isPresent(), "skipped: the local stack is not installed; call ops/stack up before");
    try (OwnMlflow server = new OwnMlflow(program.get(), folder);
        Tracker tracker = tracker(server)) {
      assertThrows(TrackingException.class, () -> tell(tracker, RunState.RUNNING, 1_000));
      server.start();
      insist(tracker, RunState.RUNNING, 1_000);
      assertExact(server, 1_000);

      server.kill();
      assertThrows(TrackingException.class, () -> tell(tracker, RunState.RUNNING, 2_000));
      server.start();
      insist(tracker, RunState.RUNNING, 2_000);

      frozenWhileTold(server, tracker);
      insist(tracker, RunState.DONE, 30_000);
      assertExact(server, 30_000);
    }
  }

  /**
   * Freezes the server some batches after the telling began, and wakes it when the mirror has given
   * up.
   */
  private static void frozenWhileTold(OwnMlflow server, Tracker tracker) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread telling =
        Thread.ofPlatform()
            .start(
                () -> {
                  TrackingException failure =
                      assertThrows(
                          TrackingException.class, () -> tell(tracker, RunState.RUNNING, 30_000));
                  assertTrue(
                      failure.getMessage().contains("gave no whole answer within 2.0 s"),
                      failure.getMessage());
                  over.set(true);
                });
    Thread.sleep(500);
    server.freeze();
    telling.join();
    assertTrue(over.get(), "the telling was frozen in the middle and gave up by its timeouts");
    server.wake();
  }
}
