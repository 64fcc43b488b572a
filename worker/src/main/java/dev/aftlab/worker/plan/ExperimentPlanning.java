package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import dev.aftlab.experiments.spec.reader.LocatedExperiment;
import dev.aftlab.experiments.spec.reader.SpecReader;
import dev.aftlab.experiments.text.Suggestions;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.runtime.ActivityRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads experiments, by a name of the catalog or a file's name, and plans them. */
public final class ExperimentPlanning {

  /** Limits the size of a file, since a device given by mistake may be infinite. */
  private static final int MOST_BYTES = 16_000_000;

  private ExperimentPlanning() {}

  /**
   * Reads an experiment.
   *
   * @param name a name of the catalog, or a YAML file; a file wins when it has a folder or an
   *     ending
   * @param settings overrides, {@code path=value} each
   * @param folder the base of relative files
   */
  static LocatedExperiment read(String name, List<String> settings, Path folder) {
    List<SpecReader.Override> overrides = SpecReader.Override.parse(settings);
    if (Catalog.has(name)) {
      return SpecReader.read("catalog:" + name, Catalog.yaml(name), overrides);
    }
    return SpecReader.read(name, text(name, folder), overrides);
  }

  /**
   * Reads an experiment, which may be invalid, and reports progress when that takes long.
   *
   * @param name a name of the catalog, or a YAML file
   * @param settings {@code path=value} each, laid over the file
   */
  public static ParsedExperiment parse(String name, List<String> settings, CommandContext session) {
    PlanProgress progress = PlanProgress.start(session);
    try {
      return new ParsedExperiment.Valid(read(name, settings, session.folder()));
    } catch (InvalidSpecException invalid) {
      return new ParsedExperiment.Invalid(invalid);
    } finally {
      progress.close();
    }
  }

  /**
   * Plans an experiment, and reports progress when that takes long.
   *
   * @throws InvalidSpecException with every problem of the experiment and of its inputs
   */
  public static Plan plan(
      ActivityRuntime runtime, ParsedExperiment parsed, CommandContext session) {
    return switch (parsed) {
      case ParsedExperiment.Valid valid -> {
        try (PlanProgress progress = PlanProgress.start(session)) {
          yield runtime.newPlan(valid.experiment(), progress);
        }
      }
      case ParsedExperiment.Invalid invalid -> throw runtime.withInputs(invalid.problems());
    };
  }

  /** The YAML of an experiment of the catalog. */
  public static String catalogYaml(String name) {
    if (!Catalog.has(name)) {
      throw new InputException(
          "no experiment '" + name + "' in the catalog" + Suggestions.hint(name, Catalog.names()));
    }
    return Catalog.yaml(name);
  }

  private static String text(String name, Path folder) {
    Path file = folder.resolve(name);
    if (Files.isDirectory(file)) {
      throw new InputException(
          name
              + " is a folder; name a YAML file or an experiment of the catalog: "
              + String.join(", ", Catalog.names()));
    }
    if (!Files.exists(file)) {
      throw new InputException(
          "'"
              + name
              + "' is neither a file nor in the catalog"
              + Suggestions.hint(name, Catalog.names()));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new InputException(
            name + " has more than " + MOST_BYTES + " bytes, which is too large for an experiment");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException coding) {
      throw new InputException(name + " is not UTF-8 text");
    } catch (IOException failure) {
      throw new InputException(name + " cannot be read: " + failure.getMessage());
    }
  }
}
