package dev.aftlab.worker;

import dev.aftlab.activities.Workbench;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.InvalidSpecException;
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
    try (Workbench workbench = Workbench.open(Options.readingOnly(session, experiment.settings()))) {
      Plan plan = plan(experiment.settings(), workbench);
      PlanReview review = review(plan, workbench);
      if (json) {
        session.out().println(Json.pretty(review.asJson()));
      } else {
        new PlanText(session.out(), all).print(review);
      }
    }
    return ExitCodes.DONE;
  }

  private Plan plan(List<String> settings, Workbench workbench) {
    return Experiments.plan(workbench, experiment.name(), settings, session);
  }

  private PlanReview review(Plan plan, Workbench workbench) {
    Optional<Plan> latest = workbench.latestPlan(plan.experiment());
    if (latest.isPresent()) {
      return PlanReview.of(plan, latest.get(), "the latest run of " + plan.experiment(), workbench.there());
    }
    return withoutSettings(workbench)
        .map(earlier -> PlanReview.of(plan, earlier, "the experiment without --set", workbench.there()))
        .orElseGet(() -> PlanReview.of(plan, plan, "", workbench.there()));
  }

  /** The experiment as it is written; empty without {@code --set}, and when it needs what that gives. */
  private Optional<Plan> withoutSettings(Workbench workbench) {
    try {
      return experiment.settings().isEmpty() ? Optional.empty() : Optional.of(plan(List.of(), workbench));
    } catch (InvalidSpecException incomplete) {
      return Optional.empty();
    }
  }
}
