package dev.aftlab.activities.step;

import dev.aftlab.experiments.spec.DatasetSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders that an experiment's inputs may be read from. An experiment may come from a stranger: a name in it cannot lead elsewhere, not by an absolute
 * path nor by {@code ..}. Links inside of these folders are followed, since whoever made them may.
 *
 * @param workingFolder what relative names are relative to
 * @param others further folders or files
 */
public record Roots(Path workingFolder, List<Path> others) {

  /** Makes all paths absolute. */
  public Roots {
    workingFolder = whole(workingFolder);
    others = others.stream().map(Roots::whole).toList();
  }

  /** A folder alone. */
  public static Roots of(Path workingFolder) {
    return new Roots(workingFolder, List.of());
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * The path that a name stands for.
   *
   * @throws WrongSpecException when it lies outside
   */
  Path resolve(String name) {
    Path path = workingFolder.resolve(name).normalize();
    if (all().noneMatch(path::startsWith)) {
      String known = all().map(Path::toString).collect(Collectors.joining(", "));
      throw new WrongSpecException(
          "it lies outside of the folders that this process may read (" + known + "); move it there, name it with --set, or allow its folder with AFT_ROOTS");
    }
    return path;
  }

  /**
   * Makes sure that all files of a data set may be read.
   *
   * @throws WrongSpecException when one lies outside
   */
  void require(DatasetSpec data) {
    data.files().forEach(this::resolve);
  }

  private Stream<Path> all() {
    return Stream.concat(Stream.of(workingFolder), others.stream());
  }
}
