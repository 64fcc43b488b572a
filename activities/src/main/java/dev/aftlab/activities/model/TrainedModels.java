package dev.aftlab.activities.model;

import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.lm.model.ModelCheck;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.NoSpaceException;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.StepKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that train steps left in a store, each a folder in the Hugging Face layout. */
public final class TrainedModels {
  private static final String MODEL = "model";

  private final ArtifactStore store;

  /** Those of a store. */
  public TrainedModels(ArtifactStore store) {
    this.store = store;
  }

  /**
   * The artifact of a train step.
   *
   * @param fingerprint a fingerprint, or its first digits, at least 4, that no other train step has
   * @throws UnusableInputException when there is none, or several, or it is an artifact of another
   *     kind
   */
  public Manifest named(String fingerprint) {
    if (!fingerprint.matches("[0-9a-f]{4,64}")) {
      throw new UnusableInputException(
          "'" + fingerprint + "' is not a fingerprint: 4 to 64 hexadecimal digits are expected");
    }
    List<Manifest> found = found(StepKind.TRAIN, fingerprint);
    return switch (found.size()) {
      case 0 -> throw nothing(fingerprint);
      case 1 -> found.getFirst();
      default ->
          throw new UnusableInputException(
              "the fingerprints of "
                  + found.size()
                  + " trained models begin with "
                  + fingerprint
                  + ": "
                  + named(found)
                  + "; give more digits");
    };
  }

  /**
   * Checks a model before it is copied.
   *
   * @throws dev.aftlab.activities.lm.DamagedModelException when it contradicts itself or holds a
   *     weight that is not finite
   */
  public void requireSound(Manifest trained) {
    ModelCheck.checkWeights(store.open(trained).resolve(MODEL));
  }

  /**
   * Copies a model into a folder. The folder is there when it is whole, and not before.
   *
   * @param trained the train step's artifact
   * @param target a name that is free, or an empty folder
   * @param listener can request a stop before each file
   * @throws UnusableInputException when something is at the target, or it cannot be written
   * @throws dev.aftlab.activities.store.CorruptArtifactException when the artifact is not what its
   *     manifest says
   * @throws NoSpaceException when the disk is full
   * @throws StoppedException when the listener requested a stop; nothing is left behind
   */
  public void copy(Manifest trained, Path target, ProgressListener listener) {
    try {
      requireFree(target);
      Path source = store.open(trained).resolve(MODEL);
      if (!Files.isDirectory(source)) {
        throw new UnusableInputException(
            "the train artifact " + brief(trained) + " holds no model");
      }
      copyWhole(source, target, listener);
    } catch (IOException failure) {
      throw NoSpaceException.is(failure)
          ? NoSpaceException.writing(target, 0, failure)
          : new UnusableInputException(
              "cannot write "
                  + target
                  + ": "
                  + failure.getClass().getSimpleName()
                  + " "
                  + failure.getMessage());
    }
  }

  private static void requireFree(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try (Stream<Path> inside = Files.list(target)) {
        if (inside.findAny().isPresent()) {
          throw new UnusableInputException(
              "the folder " + target + " is not empty; name a new one, or empty it");
        }
      }
    } else if (Files.exists(target)) {
      throw new UnusableInputException(target + " is a file; name a new folder");
    }
  }

  private static void copyWhole(Path source, Path target, ProgressListener listener)
      throws IOException {
    Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a root folder");
    Files.createDirectories(parent);
    Path part =
        Files.createDirectory(
            parent.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part"));
    try {
      for (Path file : filesOf(source)) {
        listener.throwIfStopRequested("copying a model to " + target);
        Files.copy(file, part.resolve(file.getFileName()));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(part);
    }
  }

  private static void remove(Path part) throws IOException {
    if (Files.exists(part)) {
      for (Path file : filesOf(part)) {
        Files.delete(file);
      }
      Files.delete(part);
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private UnusableInputException nothing(String fingerprint) {
    List<Manifest> others =
        Arrays.stream(StepKind.values())
            .flatMap(kind -> found(kind, fingerprint).stream())
            .toList();
    return new UnusableInputException(
        others.isEmpty()
            ? "the store has no trained model whose fingerprint begins with " + fingerprint
            : "no model begins with "
                + fingerprint
                + ", but "
                + named(others)
                + "; only train steps leave a model");
  }

  private List<Manifest> found(StepKind kind, String fingerprint) {
    return store.list(kind).stream()
        .filter(manifest -> manifest.fingerprint().value().startsWith(fingerprint))
        .toList();
  }

  private static String named(List<Manifest> manifests) {
    return manifests.stream()
        .map(
            manifest ->
                brief(manifest)
                    + " ("
                    + manifest.id().kind().label()
                    + ": "
                    + manifest.title()
                    + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String brief(Manifest manifest) {
    return manifest.fingerprint().brief();
  }
}
