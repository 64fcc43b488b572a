package dev.aftlab.activities.model;

import dev.aftlab.activities.dataset.reader.DataPaths;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.files.RegularFile;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders that an experiment's inputs may be read from. An experiment may come from an
 * untrusted source, and so may its folder: a name in it cannot lead elsewhere, not by an absolute
 * path, nor by {@code ..}, nor by a link. Links from one of these folders into one of them are
 * followed, and each of them may be a link itself.
 *
 * @param places resolves names; its current folder is one of those folders
 * @param others further folders or files
 */
public record AllowedPaths(DataPaths places, List<Path> others) {

  /** Makes all paths absolute. */
  public AllowedPaths {
    places =
        new DataPaths(
            whole(places.folder()), places.state().map(AllowedPaths::whole), places.fetchable());
    others = others.stream().map(AllowedPaths::whole).toList();
  }

  /** A folder alone. */
  public static AllowedPaths of(Path folder) {
    return new AllowedPaths(DataPaths.of(folder), List.of());
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * The path of a name.
   *
   * @throws UnusableInputException when it lies outside, or is a link to what does
   */
  public Path resolve(String name) {
    Path path = places.find(name);
    if (all().noneMatch(path::startsWith)) {
      throw outside("it lies", "move it there, name it with --set");
    }
    requireInside(path, real -> "copy it there, name " + real + " with --set");
    return path;
  }

  /**
   * Makes sure that all files of a data set may be read; of a folder, all files in it.
   *
   * @throws UnusableInputException when one lies outside, or is a link to what does
   */
  public void require(DatasetSpec data) {
    data.files().stream()
        .map(this::resolve)
        .filter(Files::isDirectory)
        .forEach(this::requireEntriesInside);
  }

  private void requireEntriesInside(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(Files::isSymbolicLink)
          .sorted()
          .forEach(link -> requireInside(link, real -> "copy it there"));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list " + folder, failure);
    }
  }

  private void requireInside(Path path, Function<Path, String> remedies) {
    Path real = real(path);
    if (all().map(AllowedPaths::real).noneMatch(real::startsWith)) {
      RegularFile.fault(path)
          .filter(fault -> !Files.isDirectory(path))
          .ifPresent(
              fault -> {
                throw new UnusableInputException(fault);
              });
      throw outside("by a link it is " + real + ", which lies", remedies.apply(real));
    }
  }

  /** Where a path leads by links. Where it leads to nothing, there is nothing to read. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException nothing) {
      Path parent = path.getParent();
      return parent == null ? path : real(parent).resolve(path.getFileName());
    }
  }

  private UnusableInputException outside(String what, String remedies) {
    String known = all().map(Path::toString).collect(Collectors.joining(", "));
    return new UnusableInputException(
        what
            + " outside of the folders that this process may read ("
            + known
            + "); "
            + remedies
            + ", or allow its folder with AFT_ROOTS");
  }

  private Stream<Path> all() {
    return Stream.concat(Stream.of(places.folder()), others.stream());
  }
}
