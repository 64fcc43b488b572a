package dev.aftlab.experiments.plan;

import dev.aftlab.experiments.spec.Arm;
import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.LossSpec;
import dev.aftlab.experiments.spec.LossTraits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Plans an experiment: the steps of all arms, each distinct step once, inputs before the steps that
 * read them.
 *
 * <p>The plan depends only on the experiment and the facts about its inputs; planning runs nothing
 * and reads no store.
 */
public final class Planner {
  private final InputResolver facts;
  private final StepRegistry book = new StepRegistry();
  private final Map<ArmId, Arm> arms = new HashMap<>();

  private final Function<LossSpec, LossTraits> traits;

  private Planner(
      ExperimentSpec experiment, InputResolver facts, Function<LossSpec, LossTraits> traits) {
    this.facts = facts;
    this.traits = traits;
    experiment.arms().forEach(arm -> arms.put(arm.id(), arm));
  }

  /** Plans an experiment. */
  public static Plan plan(ExperimentSpec experiment, InputResolver facts) {
    return plan(experiment, facts, arms -> {});
  }

  /** Plans an experiment, and reports the number of planned arms after each. */
  public static Plan plan(ExperimentSpec experiment, InputResolver facts, IntConsumer progress) {
    return plan(experiment, facts, progress, LossSpec::traits);
  }

  /**
   * The same with other traits of losses.
   *
   * @param traits what a loss needs; tests plan for needs that no loss has yet
   */
  static Plan plan(
      ExperimentSpec experiment,
      InputResolver facts,
      IntConsumer progress,
      Function<LossSpec, LossTraits> traits) {
    Planner planner = new Planner(experiment, facts, traits);
    List<PlannedArm> planned = new ArrayList<>();
    for (Arm arm : experiment.arms()) {
      planned.add(new PlannedArm(arm.name(), arm.point(), arm.seed(), planner.steps(arm)));
      progress.accept(planned.size());
    }
    return new Plan(
        experiment.name(),
        experiment.description(),
        planned,
        planner.book.steps(),
        experiment.search(),
        experiment.report());
  }

  private ArmSteps steps(Arm arm) {
    return new ArmPlanner(
            arm, facts, book, name -> arms.get(new ArmId(name, arm.point(), arm.seed())), traits)
        .plan();
  }
}
