package dev.aftlab.activities.dataset;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of small data files, and data sets written as in an experiment. */
final class DataFolder {
  private final Path folder;

  DataFolder(Path folder) {
    this.folder = folder;
  }

  Path write(String name, String content) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), content);
  }

  DatasetSpec spec(String yaml) {
    return SpecReader.dataset("data", yaml, List.of());
  }

  List<Question> read(String yaml) {
    return Datasets.read(spec(yaml), 7, DataPlaces.of(folder));
  }

  /** Ids in their order. */
  List<String> ids(String yaml) {
    return read(yaml).stream().map(Question::id).toList();
  }

  String digest(String yaml) {
    return Datasets.digest(spec(yaml), DataPlaces.of(folder));
  }

  /** The message of the fault, without the folder. */
  String fault(String yaml) {
    return assertThrows(DatasetException.class, () -> read(yaml)).getMessage().replace(folder + "/", "");
  }
}
