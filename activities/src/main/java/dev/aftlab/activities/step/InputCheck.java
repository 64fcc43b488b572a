package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.spec.Arm;
import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.InvalidSpecException;
import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at the models and files that an experiment names before it is planned, and collects what is wrong with them, each where it was written.
 * What was looked at once is not looked at again for other arms and seeds. A new kind of input gets its look in {@link #arm}.
 */
public final class InputCheck {
  private final InputFacts facts;
  private final Map<Look, Boolean> done = new HashMap<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  private InputCheck(InputFacts facts) {
    this.facts = facts;
  }

  /** One input as it was written in one place. */
  private record Look(Location location, String path, Record input) {}

  /** Makes sure that every input can be used, as far as the facts about it tell; throws {@link InvalidSpecException} with every problem. */
  public static void require(ExperimentSpec experiment, InputFacts facts) {
    InputCheck check = new InputCheck(facts);
    experiment.arms().forEach(check::arm);
    if (!check.problems.isEmpty()) {
      throw new InvalidSpecException(check.problems.stream().sorted(Comparator.comparingInt(problem -> problem.location().line())).toList());
    }
  }

  private void arm(Arm arm) {
    ArmSpec spec = arm.spec();
    look(arm, "model.base", spec.model().base(), spec.model(), () -> facts.model(spec.model()));
    data(arm, "data.train", spec.data().train());
    data(arm, "data." + spec.evaluation().split(), spec.evaluated());
    spec.evaluation().also().forEach((set, also) -> data(arm, "evaluation.also." + set + ".data", also.data()));
    spec.samples().ifPresent(given -> given(arm, given));
    spec.evaluation().assessment().samples().ifPresent(given -> samples(arm, "evaluation.assessment.samples.file", given, spec.evaluated()));
  }

  private void given(Arm arm, SamplesSpec given) {
    ArmSpec spec = arm.spec();
    samples(arm, "samples.file", given, spec.data().train());
    apart(arm, given, "data." + spec.evaluation().split(), spec.evaluated());
    spec.evaluation().also().forEach((set, also) -> apart(arm, given, "evaluation.also." + set + ".data", also.data()));
  }

  /** Samples that can be read, and of which some belong to the questions; the latter is looked at when everything else is well. */
  private void samples(Arm arm, String path, SamplesSpec spec, DatasetSpec data) {
    look(arm, path, spec.file(), (Record) spec, () -> facts.requireReadable(spec));
    if (problems.isEmpty()) {
      look(arm, path, spec.file(), new Match(spec, data, seed(arm, data)), () -> facts.samples(spec, data, arm.seed()));
    }
  }

  /** No question is evaluated whose samples are trained on. */
  private void apart(Arm arm, SamplesSpec spec, String path, DatasetSpec evaluated) {
    DatasetSpec train = arm.spec().data().train();
    if (problems.isEmpty()) {
      List<Match> apart = List.of(new Match(spec, train, seed(arm, train)), new Match(spec, evaluated, seed(arm, evaluated)));
      String named = evaluated instanceof DatasetSpec.OfFile file ? file.file() : evaluated.kind();
      String place = evaluated instanceof DatasetSpec.OfFile ? path + ".file" : path;
      look(arm, place, named, new Apart(apart), () -> facts.requireApart(spec, train, evaluated, arm.seed()));
    }
  }

  private static long seed(Arm arm, DatasetSpec data) {
    return data.drawn() ? arm.seed() : 0;
  }

  /** Samples with the questions that they are for. */
  private record Match(SamplesSpec samples, DatasetSpec data, long seed) {}

  /** Samples with the questions that are trained on and evaluated. */
  private record Apart(List<Match> both) {}

  /** Whether the questions can be read. Generated ones are drawn when they are needed: there is nothing to find. */
  private boolean data(Arm arm, String path, DatasetSpec spec) {
    return switch (spec) {
      case DatasetSpec.Arithmetic generated -> true;
      case DatasetSpec.OfFile read -> look(arm, path + ".file", read.file(), (Record) read, () -> facts.data(read, arm.seed()));
      case DatasetSpec.Mixture mixture -> parts(arm, path, mixture) && look(arm, path, "mixture", mixture, () -> facts.data(mixture, arm.seed()));
    };
  }

  /** All parts are looked at; a mixture is, when nothing is wrong with them, or their faults would be told twice. */
  private boolean parts(Arm arm, String path, DatasetSpec.Mixture mixture) {
    boolean readable = true;
    for (int part = 0; part < mixture.parts().size(); part++) {
      readable &= data(arm, path + ".parts[" + part + "].data", mixture.parts().get(part).data());
    }
    return readable;
  }

  /** Whether an input can be used; looks once. */
  private boolean look(Arm arm, String path, String value, Record input, Runnable use) {
    Location location = arm.locations().of(path);
    return done.computeIfAbsent(new Look(location, path, input), look -> works(location, path, value, use));
  }

  private boolean works(Location location, String path, String value, Runnable use) {
    try {
      use.run();
      return true;
    } catch (DatasetException wrong) {
      return report(location, path, value, wrong.withoutFile(value));
    } catch (WrongSpecException | DamagedModelException | UnsupportedModelException | UncheckedIOException wrong) {
      return report(location, path, value, wrong.getMessage());
    }
  }

  private boolean report(Location location, String path, String value, String problem) {
    problems.add(new Problem(location, path, "is '" + value + "', " + problem));
    return false;
  }
}
