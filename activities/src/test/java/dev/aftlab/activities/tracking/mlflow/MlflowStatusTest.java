package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlflow.api.proto.Service.RunStatus;

class MlflowStatusTest {
  private static final FailureCause CAUSE = new FailureCause(FailureKind.DIVERGED, "NaN loss");
  private static final Receipt RECEIPT = new Receipt(10, 4, 6, 0, 1.5, 2.5);

  private static List<Arguments> runs() {
    return List.of(
        Arguments.of(new RunEnd.Done(RECEIPT, List.of()), RunStatus.FINISHED),
        Arguments.of(new RunEnd.ArmsFailed(RECEIPT, List.of()), RunStatus.FAILED),
        Arguments.of(new RunEnd.Failed(CAUSE), RunStatus.FAILED),
        Arguments.of(RunEnd.Cancelled.whole(), RunStatus.KILLED),
        Arguments.of(new RunEnd.Terminated(), RunStatus.KILLED),
        Arguments.of(new RunEnd.Interrupted(), RunStatus.KILLED),
        Arguments.of(new RunEnd.Lost(), RunStatus.KILLED));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void run_ended_hasTheStatusOfItsEnd(RunEnd end, RunStatus status) {
    assertEquals(status, MlflowStatus.ofRun(Optional.of(end)));
  }

  @Test
  void arm_ended_hasTheStatusOfItsEnd() {
    assertEquals(RunStatus.FINISHED, MlflowStatus.ofArm(Optional.of(new ArmEnd.Done())));
    assertEquals(
        RunStatus.FAILED,
        MlflowStatus.ofArm(Optional.of(new ArmEnd.Failed(Optional.empty(), CAUSE))));
    assertEquals(
        RunStatus.KILLED, MlflowStatus.ofArm(Optional.of(new ArmEnd.Cancelled("stopped by ada"))));
  }

  @Test
  void runOrArm_withoutEnd_isRunning() {
    assertEquals(RunStatus.RUNNING, MlflowStatus.ofRun(Optional.empty()));
    assertEquals(RunStatus.RUNNING, MlflowStatus.ofArm(Optional.empty()));
  }
}
