package dev.aftlab.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.aftlab.activities.failure.CorruptInputException;
import dev.aftlab.experiments.result.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Records as lines of JSON, the form of all item files. */
public final class JsonLines {
  private JsonLines() {}

  /** Writes a new file. */
  public static void write(Path file, Collection<?> records) {
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (Object record : records) {
        writer.write(Json.write(record));
        writer.write('\n');
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads a whole file; a line that is not a record of the type is an error that names file and
   * line.
   */
  public static <T> List<T> read(Path file, Class<T> type) {
    List<T> records = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        records.add(Json.mapper().readValue(line, type));
      }
      return records;
    } catch (JsonProcessingException failure) {
      throw new CorruptInputException(
          file
              + ":"
              + (records.size() + 1)
              + ": is not a "
              + type.getSimpleName()
              + ": "
              + failure.getOriginalMessage());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
