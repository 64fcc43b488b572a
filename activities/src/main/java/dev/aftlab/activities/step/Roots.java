package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.DataPlaces;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders that an experiment's inputs may be read from. An experiment may come from a stranger: a name in it cannot lead elsewhere, not by an absolute
 * path nor by {@code ..}. Links inside of these folders are followed, since whoever made them may.
 *
 * @param places where names lead to; its current folder is one of those folders
 * @param others further folders or files
 */
public record Roots(DataPlaces places, List<Path> others) {

  /** Makes all paths absolute. */
  public Roots {
    places = new DataPlaces(whole(places.folder()), places.state().map(Roots::whole), places.fetchable());
    others = others.stream().map(Roots::whole).toList();
  }

  /** A folder alone. */
  public static Roots of(Path folder) {
    return new Roots(DataPlaces.of(folder), List.of());
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
    Path path = places.find(name);
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
    return Stream.concat(Stream.of(places.folder()), others.stream());
  }
}
