package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.tracking.Told;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.activities.tracking.mlflow.FakeMlflow.Fault;
import dev.aftlab.experiments.result.RunState;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what stands in for MLflow: the contract, and all ways of failing. */
final class FakeMlflowTest extends MlflowContract {
  private static final Duration ANSWER = Duration.ofMillis(300);
  private static final HttpPolicy HASTY =
      new HttpPolicy(ANSWER, ANSWER, ANSWER, 3, Duration.ofMillis(5), Duration.ofMillis(20));

  private final FakeMlflow fake = new FakeMlflow();

  @Override
  protected MlflowAddress address() {
    return fake.address();
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private Tracker hasty(BooleanSupplier stop) {
    return new MlflowTracker(
        address(), MlflowAccess.of(Map.of()), MlflowExperiment.OURS, HASTY, stop);
  }

  /**
   * Every fourth request fails, in a way and at a place that the seed decides; in the end all is
   * there once.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void server_failingInEveryWay_hasTheExactHistoryInTheEnd(long seed) {
    Random random = new Random(seed);
    fake.fail(
        () ->
            random.nextInt(4) > 0
                ? Fault.NONE
                : Fault.values()[1 + random.nextInt(Fault.values().length - 1)]);
    for (int points = 200; points <= 2_400; points += 550) {
      try (Tracker tracker = hasty(() -> false)) {
        until(
            tracker,
            RunState.RUNNING,
            Told.arm("boundary seed 5", points),
            Told.arm("detached seed 5", points / 2));
      }
    }
    try (Tracker tracker = hasty(() -> false)) {
      until(
          tracker,
          RunState.DONE,
          Told.ended("boundary seed 5", 2_400),
          Told.ended("detached seed 5", 1_300));
    }
    fake.fail(() -> Fault.NONE);
    assertShown(Told.curve("vft", 2_400), shown().get("boundary seed 5"));
    assertShown(Told.curve("vft", 1_300), shown().get("detached seed 5"));
    assertEquals(2, shown().size());
    assertEquals(RunState.DONE, state());
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void server_failingAlways_isGivenUpWithinTheTimeouts(Fault fault) {
    fake.fail(() -> fault);
    try (Tracker tracker = hasty(() -> false)) {
      long start = System.nanoTime();
      TrackingException failure =
          assertThrows(
              TrackingException.class, () -> round(tracker, RunState.RUNNING, Told.arm("a", 5)));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      // Looking for the experiment, making it and looking again, three times each: nine answers
      // waited for, and a second for a busy machine.
      assertTrue(
          took.compareTo(ANSWER.multipliedBy(9).plusSeconds(1)) < 0, () -> fault + " took " + took);
      assertTrue(
          failure.getMessage().startsWith("MLflow at http://127.0.0.1:"), failure.getMessage());
    }
  }

  @Test
  void server_thatIsNotThere_isNamed() {
    MlflowAddress gone = fake.address();
    fake.close();
    try (Tracker tracker =
        new MlflowTracker(
            gone, MlflowAccess.of(Map.of()), MlflowExperiment.OURS, HASTY, () -> false)) {
      TrackingException failure =
          assertThrows(
              TrackingException.class, () -> round(tracker, RunState.RUNNING, Told.arm("a", 5)));
      assertTrue(
          failure.getMessage().contains("cannot be reached (ConnectException"),
          failure.getMessage());
    }
  }

  @Test
  void unresponsiveServer_onStopRequest_isLeftAtOnce() {
    fake.fail(() -> Fault.SILENCE);
    HttpPolicy patient =
        new HttpPolicy(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    long asked = System.nanoTime() + Duration.ofMillis(300).toNanos();
    try (Tracker tracker =
        new MlflowTracker(
            address(),
            MlflowAccess.of(Map.of()),
            MlflowExperiment.OURS,
            patient,
            () -> System.nanoTime() > asked)) {
      long start = System.nanoTime();
      assertThrows(
          TrackingException.class, () -> round(tracker, RunState.RUNNING, Told.arm("a", 5)));
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5);
    }
  }

  @Test
  void creation_ofUnknownOutcome_isNotSentAgain() {
    AtomicInteger created = new AtomicInteger();
    fake.fail(
        () ->
            fake.requests().getLast().endsWith("runs/create") && created.getAndIncrement() == 0
                ? Fault.SILENCE_AFTER_DOING
                : Fault.NONE);
    try (Tracker tracker = hasty(() -> false)) {
      assertThrows(TrackingException.class, () -> round(tracker, RunState.RUNNING));
      assertEquals(1, created.get());
      round(tracker, RunState.RUNNING, Told.arm("a", 5));
    }
    // One for the arm, none again for the run, which was found.
    assertEquals(2, created.get());
    assertEquals(1, shown().size());
  }

  @Test
  void synchronizedAgain_withNothingNew_sendsNothing() {
    try (Tracker tracker = hasty(() -> false)) {
      round(tracker, RunState.RUNNING, Told.arm("a", 50));
      int before = fake.requests().size();
      round(tracker, RunState.RUNNING, Told.arm("a", 50));
      assertEquals(before, fake.requests().size());
    }
  }
}
