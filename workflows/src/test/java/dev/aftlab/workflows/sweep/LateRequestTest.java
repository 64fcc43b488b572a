package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.aftlab.experiments.plan.ArmSteps;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepEnd;
import dev.aftlab.workflows.activity.ArmPlan;
import dev.aftlab.workflows.activity.PrepareResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LateRequestTest {

  private static final int ROUNDS = 10;
  private static final int ASKERS = 40;

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  /**
   * Steps that end at once and are never found in the store: each of 400 requests must be answered
   * by a workflow of the step, and most arrive while it ends. A lost answer would be noticed only
   * after the check interval of a minute, beyond the time limit.
   */
  @Test
  @Timeout(55)
  void requests_arrivingWhileTheStepEnds_areAllAnswered() {
    for (int asker = 0; asker < ASKERS; asker++) {
      hammerArm(asker);
    }
    lab.allWhole = true;
    doAnswer(call -> new PrepareResult.Done(new StepEnd.Done(true, 1)))
        .when(lab.frame)
        .prepare(any());

    SweepResult result = lab.run(lab.request("hammer", ASKERS));

    assertEquals(ASKERS, result.done());
    assertEquals(ASKERS * (ROUNDS + 1), result.receipt().requested());
  }

  private void hammerArm(int asker) {
    List<Fingerprint> shared = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      shared.add(lab.step("sample shared " + round));
    }
    ArmSteps steps =
        new ArmSteps(
            Optional.empty(),
            shared,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            lab.step("evaluate " + asker));
    lab.arms.add(new ArmPlan(steps, List.of()));
  }
}
