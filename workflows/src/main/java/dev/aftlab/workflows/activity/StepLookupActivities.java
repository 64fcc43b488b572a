package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Requests steps and notifies their waiters: a lookup in the store, else signals between an arm's
 * workflow and a step's, which is started when it does not run. Local activities.
 */
@ActivityInterface
public interface StepLookupActivities {

  /** Requests a step. May be repeated at will: requesting twice is the same as once. */
  StepAnswer ask(StepLookup request);

  /**
   * The waiters that no longer run. Those whose lookup fails for another reason count as running.
   */
  List<StepWaiter> gone(List<StepWaiter> askers);

  /**
   * Notifies arms how their step ended. May be repeated at will; arms that have ended are passed
   * over.
   */
  void answer(NotifyRequest answer);
}
