package dev.aftlab.experiments.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EndsTest {
  private static final FailureCause CAUSE = new FailureCause(FailureKind.DIVERGED, "NaN loss");
  private static final String CAUSE_JSON =
      "\"cause\":{\"kind\":\"Diverged\",\"message\":\"NaN loss\"}";
  private static final Receipt RECEIPT = new Receipt(10, 4, 5, 1, 1.5, 2.5);
  private static final String RECEIPT_JSON =
      "\"receipt\":{\"requested\":10,\"executed\":4,\"reused\":5,\"failed\":1,"
          + "\"deviceSeconds\":1.5,\"deviceSecondsAvoided\":2.5}";
  private static final ArmResult ARM =
      new ArmResult(2, "rft seed 1", new ArmEnd.Cancelled("stopped by ada"));
  private static final String ARM_JSON =
      "{\"index\":2,\"title\":\"rft seed 1\","
          + "\"end\":{\"status\":\"cancelled\",\"by\":\"stopped by ada\"}}";

  private static List<Arguments> steps() {
    return List.of(
        Arguments.of(
            new StepEnd.Done(true, 1.5),
            "{\"status\":\"done\",\"reused\":true,\"deviceSeconds\":1.5}",
            "done"),
        Arguments.of(
            new StepEnd.Failed(CAUSE), "{\"status\":\"failed\"," + CAUSE_JSON + "}", "failed"),
        Arguments.of(new StepEnd.Cancelled(), "{\"status\":\"cancelled\"}", "cancelled"));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void stepEnd_writtenAsJson_isReadBackEqual(StepEnd end, String json, String word) {
    assertEquals(json, Json.write(end));
    assertEquals(end, Json.read(json, StepEnd.class));
    assertEquals(word, end.word());
  }

  private static List<Arguments> arms() {
    return List.of(
        Arguments.of(new ArmEnd.Done(), "{\"status\":\"done\"}", "done", ""),
        Arguments.of(
            new ArmEnd.Failed(Optional.of("train vft"), CAUSE),
            "{\"status\":\"failed\",\"step\":\"train vft\"," + CAUSE_JSON + "}",
            "failed",
            "train vft: NaN loss"),
        Arguments.of(
            new ArmEnd.Failed(Optional.empty(), CAUSE),
            "{\"status\":\"failed\",\"step\":null," + CAUSE_JSON + "}",
            "failed",
            "NaN loss"),
        Arguments.of(ARM.end(), Json.write(ARM.end()), "cancelled", "stopped by ada"));
  }

  @ParameterizedTest
  @MethodSource("arms")
  void armEnd_writtenAsJson_isReadBackEqual(ArmEnd end, String json, String word, String reason) {
    assertEquals(json, Json.write(end));
    assertEquals(end, Json.read(json, ArmEnd.class));
    assertEquals(word, end.word());
    assertEquals(reason, end.reason());
  }

  private static List<Arguments> runs() {
    return List.of(
        Arguments.of(
            new RunEnd.Done(RECEIPT, List.of(ARM)),
            "{\"status\":\"done\"," + RECEIPT_JSON + ",\"cancelled\":[" + ARM_JSON + "]}",
            "done"),
        Arguments.of(
            new RunEnd.ArmsFailed(RECEIPT, List.of(ARM)),
            "{\"status\":\"armsFailed\"," + RECEIPT_JSON + ",\"arms\":[" + ARM_JSON + "]}",
            "failed"),
        Arguments.of(
            new RunEnd.Failed(CAUSE), "{\"status\":\"failed\"," + CAUSE_JSON + "}", "failed"),
        Arguments.of(
            new RunEnd.Cancelled(Optional.of(RECEIPT), List.of(ARM)),
            "{\"status\":\"cancelled\"," + RECEIPT_JSON + ",\"arms\":[" + ARM_JSON + "]}",
            "stopped"),
        Arguments.of(
            RunEnd.Cancelled.whole(),
            "{\"status\":\"cancelled\",\"receipt\":null,\"arms\":[]}",
            "stopped"),
        Arguments.of(new RunEnd.Terminated(), "{\"status\":\"terminated\"}", "stopped"),
        Arguments.of(new RunEnd.Interrupted(), "{\"status\":\"interrupted\"}", "interrupted"),
        Arguments.of(new RunEnd.Lost(), "{\"status\":\"lost\"}", "lost"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void runEnd_writtenAsJson_isReadBackEqual(RunEnd end, String json, String state) {
    assertEquals(json, Json.write(end));
    assertEquals(end, Json.read(json, RunEnd.class));
    assertEquals(state, end.state().word());
    assertEquals(Optional.of(end.state()), RunState.of(state));
  }

  @Test
  void json_ofAnUnknownStatus_isRefused() {
    for (String json :
        List.of("{\"status\":\"dev.aftlab.experiments.result.RunEnd$Lost\"}", "{}")) {
      assertThrows(UncheckedIOException.class, () -> Json.read(json, StepEnd.class));
      assertThrows(UncheckedIOException.class, () -> Json.read(json, ArmEnd.class));
      assertThrows(UncheckedIOException.class, () -> Json.read(json, RunEnd.class));
    }
  }

  @ParameterizedTest
  @EnumSource
  void failureKind_byItsType_isFound(FailureKind kind) {
    assertEquals(kind, FailureKind.of(kind.type()));
    assertEquals(kind, Json.read(Json.write(kind), FailureKind.class));
  }

  @Test
  void failureKind_ofAnotherException_isUnexpected() {
    assertEquals(FailureKind.UNEXPECTED, FailureKind.of("java.io.EOFException"));
  }

  @Test
  void end_afterArtifactsWereMadeAgain_countsThemOnce() {
    Receipt earlier = new Receipt(7, 3, 4, 0, 2, 1);
    // 4 of the 10 later requests were executed, 1 failed; what was found intact counts once.
    Receipt together = new Receipt(11, 7, 4, 1, 3.5, 1);
    assertEquals(
        Optional.of(together), new RunEnd.Done(RECEIPT, List.of()).after(earlier).counted());
    assertEquals(
        Optional.of(together), new RunEnd.ArmsFailed(RECEIPT, List.of()).after(earlier).counted());
    assertEquals(Optional.empty(), RunEnd.Cancelled.whole().after(earlier).counted());
    assertEquals(new RunEnd.Interrupted(), new RunEnd.Interrupted().after(earlier));
  }

  @Test
  void arm_listedAsNotDone_isFoundByItsTitle() {
    RunEnd end = new RunEnd.ArmsFailed(RECEIPT, List.of(ARM));
    assertEquals(Optional.of(ARM), end.notDone("rft seed 1"));
    assertEquals(Optional.empty(), end.notDone("rft seed 2"));
  }
}
