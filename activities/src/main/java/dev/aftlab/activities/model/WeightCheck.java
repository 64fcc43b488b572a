package dev.aftlab.activities.model;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.aftlab.activities.files.AtomicFile;
import dev.aftlab.activities.lm.model.ModelCheck;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checks the weights of models, and remembers valid ones by digest in a cache file, so that each is
 * checked once.
 */
final class WeightCheck {
  private final Path memory;

  WeightCheck(Path memory) {
    this.memory = memory;
  }

  /**
   * Requires that a model's weights are valid, as {@link ModelCheck#checkWeights} defines.
   *
   * @param digest of the files that hold config and weights
   */
  synchronized void require(String digest, Path folder) {
    SortedSet<String> sound = remembered();
    if (!sound.contains(digest)) {
      ModelCheck.checkWeights(folder);
      sound.add(digest);
      remember(sound);
    }
  }

  private SortedSet<String> remembered() {
    try {
      return Files.exists(memory)
          ? Json.mapper().readValue(memory.toFile(), new TypeReference<TreeSet<String>>() {})
          : new TreeSet<>();
    } catch (IOException damaged) {
      return new TreeSet<>();
    }
  }

  private void remember(SortedSet<String> digests) {
    try {
      AtomicFile.write(memory, Json.pretty(digests));
    } catch (IOException unwritable) {
      // No harm: the weights are checked again the next time.
      return;
    }
  }
}
