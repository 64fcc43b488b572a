package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.RunState;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.util.List;

/** The search attributes by which runs and arms are found on a server. All are keywords. */
public final class RunSearchAttributes {

  /** The experiment's name; on sweeps. */
  public static final SearchAttributeKey<String> EXPERIMENT =
      SearchAttributeKey.forKeyword("AftExperiment");

  /** The run's name; on sweeps and arms. */
  public static final SearchAttributeKey<String> RUN = SearchAttributeKey.forKeyword("AftRun");

  /** A {@link RunState}; on sweeps. */
  public static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("AftState");

  /** Identifier of the stored plan of the search space; on sweeps. */
  public static final SearchAttributeKey<String> PLAN = SearchAttributeKey.forKeyword("AftPlan");

  private RunSearchAttributes() {}

  /** All of them. */
  public static List<SearchAttributeKey<String>> all() {
    return List.of(EXPERIMENT, RUN, STATE, PLAN);
  }

  /** Those of a sweep that starts. */
  public static SearchAttributes sweep(String experiment, String run, String plan) {
    return SearchAttributes.newBuilder()
        .set(EXPERIMENT, experiment)
        .set(RUN, run)
        .set(PLAN, plan)
        .set(STATE, RunState.RUNNING.word())
        .build();
  }

  /** Those of an arm. */
  static SearchAttributes arm(String run) {
    return SearchAttributes.newBuilder().set(RUN, run).build();
  }
}
