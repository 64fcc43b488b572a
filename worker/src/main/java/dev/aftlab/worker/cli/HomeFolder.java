package dev.aftlab.worker.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The user's home folder, for paths that begin with {@code ~}. Shells do not expand it within
 * quotation marks, and configuration files (systemd, cron, docker) have no shell.
 *
 * @param path {@code HOME}, or the system's home of the user if that is not set
 */
public record HomeFolder(String path) {

  /** The home folder of an environment. */
  public static HomeFolder of(Map<String, String> environment) {
    String named = environment.getOrDefault("HOME", "");
    return new HomeFolder(named.isBlank() ? System.getProperty("user.home", "") : named);
  }

  /**
   * Resolves a text to a folder.
   *
   * @param variable the variable that has the text as its value
   * @param folder what a relative path is relative to
   * @throws InputException when it is no path, or begins with another user's home
   */
  public Path path(String variable, String text, Path folder) {
    try {
      return folder.resolve(expanded(variable, text)).normalize();
    } catch (InvalidPathException wrong) {
      throw new InputException(
          variable + " is '" + text + "', which is not a valid path: " + wrong.getReason());
    }
  }

  private String expanded(String variable, String text) {
    if (!text.startsWith("~")) {
      return text;
    }
    if (!text.equals("~") && !text.startsWith("~/")) {
      throw new InputException(
          variable
              + " is '"
              + text
              + "'; only ~ and ~/ are expanded: write the whole path, or ./"
              + text);
    }
    if (!path.startsWith("/")) {
      throw new InputException(
          variable
              + " is '"
              + text
              + "', but HOME is not set and this user has no home folder: write the whole path");
    }
    return path + text.substring(1);
  }
}
