package dev.aftlab.activities.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of small data files, and data sets written as in an experiment. */
public final class DataFolder {
  private final Path folder;

  public DataFolder(Path folder) {
    this.folder = folder;
  }

  public Path write(String name, String content) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), content);
  }

  DatasetSpec spec(String yaml) {
    return SpecReader.dataset("data", yaml, List.of());
  }

  public List<Question> read(String yaml) {
    return Datasets.read(spec(yaml), 7, DataPaths.of(folder));
  }

  /** Ids in their order. */
  public List<String> ids(String yaml) {
    return read(yaml).stream().map(Question::id).toList();
  }

  public String digest(String yaml) {
    return Datasets.digest(spec(yaml), DataPaths.of(folder));
  }

  /** The message of the fault, without the folder. */
  public String fault(String yaml) {
    return assertThrows(DatasetException.class, () -> read(yaml))
        .getMessage()
        .replace(folder + "/", "");
  }
}
