package dev.aftlab.activities.model;

import dev.aftlab.activities.failure.UnusableInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The local Hugging Face cache, which other tools fill. Reads only; never uses the network. */
final class HuggingFaceCache {
  private static final Pattern NAME =
      Pattern.compile(
          "((?:[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*)"
              + "(?:@([A-Za-z0-9][A-Za-z0-9._/-]*))?");

  private final Path folder;

  HuggingFaceCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Where an environment says that the cache is: HF_HUB_CACHE, HF_HOME/hub,
   * XDG_CACHE_HOME/huggingface/hub, or ~/.cache/huggingface/hub.
   */
  static HuggingFaceCache of(Map<String, String> environment, Path home) {
    if (environment.containsKey("HF_HUB_CACHE")) {
      return new HuggingFaceCache(Path.of(environment.get("HF_HUB_CACHE")));
    }
    if (environment.containsKey("HF_HOME")) {
      return new HuggingFaceCache(Path.of(environment.get("HF_HOME")).resolve("hub"));
    }
    Path cache =
        environment.containsKey("XDG_CACHE_HOME")
            ? Path.of(environment.get("XDG_CACHE_HOME"))
            : home.resolve(".cache");
    return new HuggingFaceCache(cache.resolve("huggingface").resolve("hub"));
  }

  /**
   * The snapshot of a model.
   *
   * @param name {@code ORG/NAME} or {@code ORG/NAME@REVISION}; a revision is a branch, a tag or a
   *     commit, without one it is {@code main}
   */
  Path snapshot(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || name.contains("..")) {
      throw new UnusableInputException(
          "'hf:" + name + "' is not of the form hf:ORG/NAME or hf:ORG/NAME@REVISION");
    }
    Path model = folder.resolve("models--" + matcher.group(1).replace("/", "--"));
    if (!Files.isDirectory(model)) {
      throw new UnusableInputException(
          "the local Hugging Face cache "
              + folder
              + " has no model "
              + matcher.group(1)
              + "; nothing is downloaded here: fill the cache with another tool (HF_HOME says where"
              + " it is), or give a folder");
    }
    String revision = matcher.group(2) == null ? "main" : matcher.group(2);
    Path snapshot = model.resolve("snapshots").resolve(commit(model, revision));
    if (!Files.isDirectory(snapshot)) {
      throw new UnusableInputException(
          model + " has no snapshot of the revision '" + revision + "'");
    }
    return snapshot;
  }

  private static String commit(Path model, String revision) {
    Path reference = model.resolve("refs").resolve(revision);
    if (!Files.isRegularFile(reference)) {
      return revision;
    }
    try {
      String commit = Files.readString(reference).strip();
      if (!commit.matches("[0-9A-Za-z]{1,64}")) {
        throw new UnusableInputException(reference + " holds no commit");
      }
      return commit;
    } catch (IOException failure) {
      throw new UncheckedIOException(reference + ": cannot be read", failure);
    }
  }
}
