package dev.aftlab.activities.input;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.reader.LocatedArm;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what arms name, each thing once for each position where it is written, and keeps the
 * problems.
 */
final class InputProblems {
  private final Map<Look, Boolean> done = new HashMap<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  /** One thing as it was written at one position. */
  private record Look(Location location, String path, Record subject) {}

  /** Everything that is wrong so far, in the order of the file. */
  List<Problem> problems() {
    return problems.stream()
        .sorted(Comparator.comparingInt(problem -> problem.location().line()))
        .toList();
  }

  /**
   * Checks one thing; returns whether it is well, also where that was found before.
   *
   * @param path dotted path of the field that names it
   * @param value what is written there
   * @param subject what is checked, and for what
   * @param look fails when it is not well
   */
  boolean at(LocatedArm arm, String path, String value, Record subject, Runnable look) {
    Look key = new Look(arm.positions().of(path), path, subject);
    Boolean known = done.get(key);
    boolean well = known == null ? well(arm, path, value, look) : known;
    done.put(key, well);
    return well;
  }

  private boolean well(LocatedArm arm, String path, String value, Runnable look) {
    try {
      look.run();
      return true;
    } catch (DatasetException wrong) {
      report(arm, path, value, wrong.withoutFile(value));
    } catch (UnusableInputException
        | DamagedModelException
        | UnsupportedModelException
        | UncheckedIOException wrong) {
      report(arm, path, value, String.valueOf(wrong.getMessage()));
    }
    return false;
  }

  private void report(LocatedArm arm, String path, String value, String problem) {
    problems.add(
        new Problem(
            arm.positions().of(path),
            arm.positions().path(path),
            "is '" + value + "', " + problem));
  }
}
