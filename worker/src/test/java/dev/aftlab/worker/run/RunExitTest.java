package dev.aftlab.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.worker.cli.ExitCodes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunExitTest {
  private static final Receipt RECEIPT = new Receipt(10, 4, 6, 0, 1.5, 2.5);

  private static List<Arguments> ends() {
    return List.of(
        Arguments.of(new RunEnd.Done(RECEIPT, List.of()), 0),
        Arguments.of(new RunEnd.ArmsFailed(RECEIPT, List.of()), 1),
        Arguments.of(new RunEnd.Failed(new FailureCause(FailureKind.BUG, "none")), 1),
        Arguments.of(new RunEnd.Terminated(), 1),
        Arguments.of(RunEnd.Cancelled.whole(), 143),
        Arguments.of(new RunEnd.Cancelled(Optional.of(RECEIPT), List.of()), 143),
        Arguments.of(new RunEnd.Interrupted(), 143),
        Arguments.of(new RunEnd.Lost(), 143));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void exitCode_ofEachEnd_isPublished(RunEnd end, int code) {
    assertEquals(code, RunExit.code(end, ExitCodes.TERMINATED));
  }
}
