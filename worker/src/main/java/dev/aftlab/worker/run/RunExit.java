package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.worker.cli.ExitCodes;

/** The exit code of a command that shows how a run ended. */
public final class RunExit {
  private RunExit() {}

  /**
   * The exit code.
   *
   * @param interrupted that of a run that was stopped: the signal's, where this process received
   *     one
   */
  public static int code(RunEnd end, int interrupted) {
    return switch (end) {
      case RunEnd.Done done -> ExitCodes.DONE;
      case RunEnd.ArmsFailed failed -> ExitCodes.FAILED;
      case RunEnd.Failed failed -> ExitCodes.FAILED;
      case RunEnd.Terminated terminated -> ExitCodes.FAILED;
      case RunEnd.Cancelled cancelled -> interrupted;
      case RunEnd.Interrupted signalled -> interrupted;
      case RunEnd.Lost lost -> interrupted;
    };
  }
}
