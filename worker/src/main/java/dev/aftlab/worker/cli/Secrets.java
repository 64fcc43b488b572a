package dev.aftlab.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secrets of an environment, so that they can be kept out of logs, histories and messages.
 * Secrets come from environment and files alone.
 */
public final class Secrets {

  private static final Pattern NAME =
      Pattern.compile(".*(TOKEN|PASSWORD|SECRET|API_KEY|ACCESS_KEY|CREDENTIALS?)(_FILE)?");
  private static final String FILE = "_FILE";
  private static final String HIDDEN = "•••";

  /** Shorter values would occur in unrelated text by chance. */
  private static final int SHORTEST = 6;

  private final List<String> values;

  private Secrets(List<String> values) {
    this.values = values;
  }

  /**
   * The values of variables with names of secrets, and the contents of the files that such
   * variables ending in {@code _FILE} name.
   */
  public static Secrets of(Map<String, String> environment) {
    List<String> values = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          if (NAME.matcher(name).matches()) {
            (name.endsWith(FILE) ? content(value) : Optional.of(value.strip()))
                .filter(secret -> secret.length() >= SHORTEST)
                .ifPresent(values::add);
          }
        });
    // A longer secret may contain a shorter one.
    values.sort(Comparator.comparingInt(String::length).reversed());
    return new Secrets(List.copyOf(values));
  }

  /** The secrets of this process. */
  public static Secrets ofProcess() {
    return of(System.getenv());
  }

  /** The text with every secret in it replaced. */
  public String hide(String text) {
    String hidden = text;
    for (String value : values) {
      hidden = hidden.replace(value, HIDDEN);
    }
    return hidden;
  }

  private static Optional<String> content(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)).strip());
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }
}
