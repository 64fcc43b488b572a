package dev.aftlab.worker.fetch;

import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The publications that can be fetched by name, with pinned addresses and checksums. */
public final class Publications {
  private static final String RESOURCE = "publications.json";

  private Publications() {}

  /** All publications. */
  public static List<Publication> all() {
    try (InputStream in = Publications.class.getResourceAsStream(RESOURCE)) {
      return List.of(
          Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Publication[].class));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The names of all publications. */
  public static Set<String> names() {
    return all().stream().map(Publication::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Finds a publication by its name. */
  public static Optional<Publication> named(String name) {
    return all().stream().filter(publication -> publication.name().equals(name)).findFirst();
  }
}
