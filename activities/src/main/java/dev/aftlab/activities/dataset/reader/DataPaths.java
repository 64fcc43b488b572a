package dev.aftlab.activities.dataset.reader;

import dev.aftlab.activities.dataset.text.TextLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Resolves names of data files to paths, and says how to fetch missing public ones. A relative name
 * is searched in the current folder; one that begins with {@code data/} and is not there, in the
 * folder of the state, where {@code aft data fetch} puts its files.
 *
 * @param folder the current folder
 * @param state the folder of the state; names are searched in its {@code data} only
 * @param fetchable names of the data sets and models that can be fetched, each into a folder of its
 *     name in {@code data}
 */
public record DataPaths(Path folder, Optional<Path> state, Set<String> fetchable) {
  private static final String DATA = "data";

  /** Copies the names. */
  public DataPaths {
    fetchable = Set.copyOf(fetchable);
  }

  /** A folder alone. */
  public static DataPaths of(Path folder) {
    return new DataPaths(folder, Optional.empty(), Set.of());
  }

  /** The path of a name; where nothing is, the one in the current folder. */
  public Path find(String name) {
    Path here = folder.resolve(name).normalize();
    return Files.exists(here)
        ? here
        : fetched(Path.of(name).normalize()).filter(Files::exists).orElse(here);
  }

  private Optional<Path> fetched(Path name) {
    return state.filter(home -> name.startsWith(DATA)).map(home -> home.resolve(name));
  }

  /**
   * How to fetch a missing public file or folder; empty when it is unknown.
   *
   * @param name the name that leads nowhere
   * @param kinds what it should be: the first that can be fetched counts, where the name itself
   *     does not say it
   */
  public Optional<String> remedy(String name, String... kinds) {
    Stream<String> words =
        StreamSupport.stream(Path.of(name).spliterator(), false).map(Path::toString);
    return Stream.concat(words, Stream.of(kinds))
        .filter(fetchable::contains)
        .findFirst()
        .map(this::bringing);
  }

  private String bringing(String publication) {
    Optional<Path> brought = state.map(home -> home.resolve(DATA).resolve(publication));
    return brought
        .filter(Files::exists)
        .map(at -> "what 'aft data fetch " + publication + "' fetched is in " + at)
        .orElse("fetch it with: aft data fetch " + publication);
  }

  /** The file of a name; its error says how to fetch it when it is missing. */
  TextLines file(String name, String... kinds) {
    return new TextLines(find(name), remedy(name, kinds));
  }
}
