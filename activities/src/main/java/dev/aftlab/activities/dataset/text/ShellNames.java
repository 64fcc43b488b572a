package dev.aftlab.activities.dataset.text;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Puts the names of files into commands that are shown, where that is safe to copy. */
final class ShellNames {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+,=@%-]+");
  private static final Pattern PACKING = Pattern.compile("\\.(?:gz|xz|zst|zstd|bz2|lz4|lzma|Z)$");
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]+$");

  private ShellNames() {}

  /**
   * A command with names in it.
   *
   * @param command has {@code FILE} for the file, {@code LINES} for a file of JSON lines that is
   *     made of it, {@code PLAIN} for the same file unpacked or recoded
   * @param file the file; one whose name means something to a shell or to Python stays {@code FILE}
   */
  static String in(String command, Path file) {
    String name = String.valueOf(file.getFileName());
    if (!PLAIN.matcher(file.toString()).matches() || name.startsWith("-")) {
      return command.replace("PLAIN", "questions.jsonl").replace("LINES", "questions.jsonl");
    }
    String base = PACKING.matcher(name).replaceFirst("");
    return command
        .replace("PLAIN", base.equals(name) ? "plain-" + name : base)
        .replace("LINES", lines(base))
        .replace("FILE", file.toString());
  }

  /** Commands must not write what they read. */
  private static String lines(String base) {
    String lines = ENDING.matcher(base).replaceFirst("") + ".jsonl";
    return lines.equals(base) ? "lines-" + lines : lines;
  }
}
