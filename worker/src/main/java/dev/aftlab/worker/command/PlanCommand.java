package dev.aftlab.worker.command;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.CommonOptions;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.plan.ExperimentPlanning;
import dev.aftlab.worker.plan.ParsedExperiment;
import dev.aftlab.worker.plan.PlanReview;
import dev.aftlab.worker.plan.PlanText;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows the plan of an experiment and which steps would be reused. Starts no engine and no server.
 */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Shows the steps of an experiment: which would run, which are reused, and what changed"
            + " since its latest run.")
public final class PlanCommand implements Callable<Integer> {
  private final CommandContext session;

  @Mixin private CommonOptions.Experiment experiment;

  @Option(names = "--all", description = "Lists every step and every group of points.")
  private boolean all;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public PlanCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ParsedExperiment parsed = parse(experiment.settings());
    try (ActivityRuntime runtime =
        ActivityRuntime.open(CommonOptions.readingOnly(session, parsed.namedInOptions()))) {
      Plan plan = ExperimentPlanning.plan(runtime, parsed, session);
      PlanReview review = review(plan, runtime).startingWith(runtime.firstPlan(plan));
      if (json) {
        session.out().println(Json.pretty(review.asJson()));
      } else {
        new PlanText(session.out(), all).print(review);
      }
    }
    return ExitCodes.DONE;
  }

  private ParsedExperiment parse(List<String> settings) {
    return ExperimentPlanning.parse(experiment.name(), settings, session);
  }

  private PlanReview review(Plan plan, ActivityRuntime runtime) {
    Optional<Plan> latest = runtime.latestPlan(plan.experiment());
    if (latest.isPresent()) {
      return PlanReview.of(
          plan, latest.get(), "the latest run of " + plan.experiment(), runtime.there());
    }
    return withoutSettings(runtime)
        .map(
            earlier ->
                PlanReview.of(plan, earlier, "the experiment without --set", runtime.there()))
        .orElseGet(() -> PlanReview.of(plan, plan, "", runtime.there()));
  }

  /**
   * The experiment without overrides; empty without {@code --set}, and when it is invalid without
   * it.
   */
  private Optional<Plan> withoutSettings(ActivityRuntime runtime) {
    try {
      return experiment.settings().isEmpty()
          ? Optional.empty()
          : Optional.of(ExperimentPlanning.plan(runtime, parse(List.of()), session));
    } catch (InvalidSpecException incomplete) {
      return Optional.empty();
    }
  }
}
