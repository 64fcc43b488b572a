package dev.aftlab.worker;

import dev.aftlab.experiments.spec.Catalog;
import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.Names;
import dev.aftlab.experiments.spec.SpecReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds experiments by what people type: a name of the catalog, or a file. */
final class Experiments {

  private Experiments() {}

  /**
   * Reads an experiment.
   *
   * @param name a name of the catalog, or a YAML file; a file wins when it has a folder or an ending
   * @param settings {@code path=value} each, laid over the file
   * @param folder relative files are relative to it
   */
  static ExperimentSpec read(String name, List<String> settings, Path folder) {
    List<SpecReader.Override> overrides = settings.stream().map(SpecReader.Override::parse).toList();
    if (Catalog.has(name)) {
      return SpecReader.read("catalog:" + name, Catalog.yaml(name), overrides);
    }
    return SpecReader.read(name, text(name, folder), overrides);
  }

  /** The YAML of an experiment that ships. */
  static String catalogYaml(String name) {
    if (!Catalog.has(name)) {
      throw new InputException("no experiment '" + name + "' in the catalog" + Names.hint(name, Catalog.names()));
    }
    return Catalog.yaml(name);
  }

  private static String text(String name, Path folder) {
    Path file = folder.resolve(name);
    if (Files.isDirectory(file)) {
      throw new InputException(name + " is a folder; name a YAML file or one of the catalog: " + String.join(", ", Catalog.names()));
    }
    if (!Files.exists(file)) {
      throw new InputException("'" + name + "' is neither a file nor in the catalog" + Names.hint(name, Catalog.names()));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException coding) {
      throw new InputException(name + " is not UTF-8 text");
    } catch (IOException failure) {
      throw new InputException(name + " cannot be read: " + failure.getMessage());
    }
  }
}
