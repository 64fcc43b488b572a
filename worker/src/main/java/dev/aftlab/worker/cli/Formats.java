package dev.aftlab.worker.cli;

import dev.aftlab.experiments.text.Quoted;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Human-readable formats of values. */
public final class Formats {
  private Formats() {}

  /** A constant's name in lower case. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** {@code 0:07}, {@code 12:30} or {@code 3:05:00}. */
  public static String duration(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** A number with three or four significant digits. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    if (size >= 1e5 || (size > 0 && size < 1e-3)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f", value);
  }

  /** {@code 1 step}, {@code 2 steps}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** A word as shell input, quoted where needed. */
  public static String shell(String word) {
    return Quoted.shell(word);
  }

  /** An instant of ISO-8601 to the second, for tables whose heading says UTC. */
  public static String moment(String instant) {
    return instant.substring(0, Math.min(19, instant.length())).replace('T', ' ');
  }

  /** {@code seed 20}, {@code seeds 20, 21}. */
  public static String listed(String noun, Collection<?> items) {
    String all = items.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return noun + (items.size() == 1 ? " " : "s ") + all;
  }
}
