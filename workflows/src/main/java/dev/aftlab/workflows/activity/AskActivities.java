package dev.aftlab.workflows.activity;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Asks for steps: a look into the store, and else a signal to the step's workflow, which is started when it does not run. Local activities. */
@ActivityInterface
public interface AskActivities {

  /** Asks for a step. May be repeated at will: asking twice is the same as asking once. */
  StepState ask(AskRequest request);

  /** Which of the askers do not run any more. Those that cannot be looked up for another reason count as running. */
  List<Asker> gone(List<Asker> askers);
}
