package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.RunEnd;
import java.util.Optional;
import org.mlflow.api.proto.Service.RunStatus;

/** The status that MLflow shows of a run or an arm. */
final class MlflowStatus {
  private MlflowStatus() {}

  /** Of a run; empty while it runs. */
  static RunStatus ofRun(Optional<RunEnd> end) {
    return end.map(MlflowStatus::of).orElse(RunStatus.RUNNING);
  }

  /** Of an arm; empty while it runs. */
  static RunStatus ofArm(Optional<ArmEnd> end) {
    return end.map(MlflowStatus::of).orElse(RunStatus.RUNNING);
  }

  private static RunStatus of(RunEnd end) {
    return switch (end) {
      case RunEnd.Done done -> RunStatus.FINISHED;
      case RunEnd.ArmsFailed failed -> RunStatus.FAILED;
      case RunEnd.Failed failed -> RunStatus.FAILED;
      case RunEnd.Cancelled cancelled -> RunStatus.KILLED;
      case RunEnd.Terminated terminated -> RunStatus.KILLED;
      case RunEnd.Interrupted interrupted -> RunStatus.KILLED;
      case RunEnd.Lost lost -> RunStatus.KILLED;
    };
  }

  private static RunStatus of(ArmEnd end) {
    return switch (end) {
      case ArmEnd.Done done -> RunStatus.FINISHED;
      case ArmEnd.Failed failed -> RunStatus.FAILED;
      case ArmEnd.Cancelled cancelled -> RunStatus.KILLED;
    };
  }
}
