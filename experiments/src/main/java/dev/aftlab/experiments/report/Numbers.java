package dev.aftlab.experiments.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How numbers are written in tables. */
final class Numbers {
  private Numbers() {}

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", 100 * share);
  }

  /** {@code 78.1 ± 1.4} in percent; without deviation for one seed. */
  static String percent(Report.Spread spread) {
    return percent(spread.mean()) + spread.deviation().stream().mapToObj(d -> " ± " + percent(d)).findFirst().orElse("");
  }

  static String decimal(Optional<Report.Spread> spread, int digits) {
    return spread.map(value -> String.format(Locale.ROOT, "%." + digits + "f", value.mean())).orElse("n/a");
  }

  static String p(double p) {
    if (p >= 0.0995) {
      return String.format(Locale.ROOT, "%.2f", p);
    }
    return p >= 0.001 ? String.format(Locale.ROOT, "%.3f", p) : String.format(Locale.ROOT, "%.0e", p).replace("e-0", "e-");
  }

  static String p(OptionalDouble p) {
    return p.isPresent() ? p(p.getAsDouble()) : "n/a";
  }

  static String difference(Optional<Report.Tested> tested) {
    return tested.map(Numbers::difference).orElse("—");
  }

  /** {@code +3.4 [2.1, 4.7]} in points. */
  static String difference(Report.Tested tested) {
    return points(tested.difference()) + String.format(Locale.ROOT, " [%.1f, %.1f]", 100 * tested.interval().low(), 100 * tested.interval().high());
  }

  static String operations(double operations) {
    return operations == 0 ? "0" : String.format(Locale.ROOT, "%.2e", operations).replace("e+", "e");
  }
}
