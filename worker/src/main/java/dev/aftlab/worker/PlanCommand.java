package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.experiments.plan.Facts;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.result.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what an experiment would run, and what of it is there already. Starts no engine and no server. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows which steps an experiment needs, which are there, and which changed since its latest run.")
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private Options.Experiment experiment;

  @Option(names = "--all", description = "Lists every step and every group of points.")
  private boolean all;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Workbench workbench = Workbench.open(Options.readingOnly(session))) {
      Plan plan = plan(experiment.settings(), workbench.facts());
      PlanReview review = review(plan, workbench);
      if (json) {
        session.out().println(Json.pretty(review.asJson()));
      } else {
        new PlanText(session.out(), all).print(review);
      }
    }
    return ExitCodes.DONE;
  }

  private Plan plan(List<String> settings, Facts facts) {
    return Planner.plan(Experiments.read(experiment.name(), settings, session.folder()), facts);
  }

  private PlanReview review(Plan plan, Workbench workbench) {
    Optional<Plan> latest = workbench.latestPlan(plan.experiment());
    if (latest.isPresent()) {
      return PlanReview.of(plan, latest.get(), "the latest run of " + plan.experiment(), workbench.there());
    }
    if (!experiment.settings().isEmpty()) {
      return PlanReview.of(plan, plan(List.of(), workbench.facts()), "the experiment without --set", workbench.there());
    }
    return PlanReview.of(plan, plan, "", workbench.there());
  }
}
