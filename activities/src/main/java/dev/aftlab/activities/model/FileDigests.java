package dev.aftlab.activities.model;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.aftlab.activities.files.AtomicFile;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 of large files, remembered by path, size and time of change in a file of the cache, so
 * that each is hashed once.
 */
final class FileDigests {
  private final Path memory;

  FileDigests(Path memory) {
    this.memory = memory;
  }

  /** The digest of a file, 64 hexadecimal digits. */
  synchronized String of(Path file) {
    try {
      String key =
          file.toAbsolutePath()
              + "|"
              + Files.size(file)
              + "|"
              + Files.getLastModifiedTime(file).toMillis();
      Map<String, String> remembered = remembered();
      String digest = remembered.get(key);
      if (digest == null) {
        digest = hash(file);
        remembered.put(key, digest);
        remember(remembered);
      }
      return digest;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Map<String, String> remembered() {
    try {
      return Files.exists(memory)
          ? Json.mapper()
              .readValue(memory.toFile(), new TypeReference<TreeMap<String, String>>() {})
          : new TreeMap<>();
    } catch (IOException damaged) {
      return new TreeMap<>();
    }
  }

  private void remember(Map<String, String> digests) throws IOException {
    AtomicFile.write(memory, Json.pretty(digests));
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.hex(in);
    }
  }
}
