package dev.aftlab.worker.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The user's home folder, for paths that begin with {@code ~}. A shell replaces that sign, but not
 * within quotation marks, and files of settings (systemd, cron, docker) have no shell.
 *
 * @param path {@code HOME}, or where that is not set what the system says of the user
 */
public record HomeFolder(String path) {

  /** That of an environment. */
  public static HomeFolder of(Map<String, String> environment) {
    String named = environment.getOrDefault("HOME", "");
    return new HomeFolder(named.isBlank() ? System.getProperty("user.home", "") : named);
  }

  /**
   * The folder that a text names.
   *
   * @param variable what the text is the value of
   * @param folder what a relative path is relative to
   * @throws InputException when it is no path, or begins with another user's home
   */
  public Path path(String variable, String text, Path folder) {
    try {
      return folder.resolve(expanded(variable, text)).normalize();
    } catch (InvalidPathException wrong) {
      throw new InputException(
          variable + " is '" + text + "', which is no path here: " + wrong.getReason());
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
              + "'; only ~ and ~/ are replaced by your home folder: write the whole path, or ./"
              + text);
    }
    if (!path.startsWith("/")) {
      throw new InputException(
          variable
              + " is '"
              + text
              + "', but HOME is not set and the system knows no home folder of this user: write the"
              + " whole path");
    }
    return path + text.substring(1);
  }
}
