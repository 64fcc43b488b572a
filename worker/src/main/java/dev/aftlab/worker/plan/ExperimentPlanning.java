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

/** Reads experiments given on the command line: a name of the catalog, or a file. */
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
   * Reads and plans an experiment, with the arguments of {@link #read}; shows the progress of long
   * planning.
   *
   * @throws InvalidSpecException with every problem of the experiment and of its inputs
   */
  public static Plan plan(
      ActivityRuntime runtime, String name, List<String> settings, CommandContext session) {
    try (PlanProgress progress = PlanProgress.start(session)) {
      return runtime.newPlan(
          readOrLookFurther(runtime, name, settings, session.folder()), progress);
    }
  }

  private static LocatedExperiment readOrLookFurther(
      ActivityRuntime runtime, String name, List<String> settings, Path folder) {
    try {
      return read(name, settings, folder);
    } catch (InvalidSpecException invalid) {
      throw runtime.withInputs(invalid);
    }
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
