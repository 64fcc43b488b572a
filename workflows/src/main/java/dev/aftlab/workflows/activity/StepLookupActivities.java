package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Asks for steps and answers for them: a lookup in the store, else signals between an arm's
 * workflow and a step's, which is started when it does not run. Local activities.
 */
@ActivityInterface
public interface StepLookupActivities {

  /** Asks for a step. May be repeated at will: requesting twice is the same as once. */
  StepState ask(StepLookup request);

  /**
   * Which of the askers do not run any more. Those whose lookup fails for another reason count as
   * running.
   */
  List<StepWaiter> gone(List<StepWaiter> askers);

  /**
   * Tells arms how their step ended. May be repeated at will; arms that have ended are passed over.
   */
  void answer(NotifyRequest answer);
}
