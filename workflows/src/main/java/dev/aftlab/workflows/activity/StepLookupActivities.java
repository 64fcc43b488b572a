package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Asks for steps and answers for them: a look into the store, and else signals between an arm's
 * workflow and a step's, which is started when it does not run. Local activities.
 */
@ActivityInterface
public interface StepLookupActivities {

  /** Asks for a step. May be repeated at will: asking twice is the same as asking once. */
  StepState ask(StepLookup request);

  /**
   * Which of the askers do not run any more. Those that cannot be looked up for another reason
   * count as running.
   */
  List<StepWaiter> gone(List<StepWaiter> askers);

  /**
   * Tells arms how their step ended. May be repeated at will; arms that have ended are passed over.
   */
  void answer(NotifyRequest answer);
}
