package dev.aftlab.experiments.report;

import dev.aftlab.experiments.statistics.Interval;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Formats numbers in tables and sentences. */
final class ReportNumbers {
  static final String ABSENT = "n/a";
  private static final double SMALLEST = 1e-300;
  private static final double HALF_OF_THE_LAST_DIGIT = 0.05;

  private ReportNumbers() {}

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  /** {@code 95} for .95, {@code 99.9} for .999. */
  static String level(double level) {
    return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  /** {@code 78.1 ± 1.4} in percent; without deviation for one seed. */
  static String percent(Report.Spread spread) {
    return percent(spread.mean())
        + spread.deviation().stream().mapToObj(d -> " ± " + percent(d)).findFirst().orElse("");
  }

  /** {@code 76.1–79.8} in percent. */
  static String percent(Interval interval) {
    return percent(interval.low()) + "–" + percent(interval.high());
  }

  /** {@code +3.4} in points. */
  static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", inPoints(share));
  }

  static String decimal(Optional<Report.Spread> spread, int digits) {
    return spread.map(value -> decimal(value.mean(), digits)).orElse(ABSENT);
  }

  /** {@code 0.720 ± 0.012}; without deviation for one seed. */
  static String spread(Optional<Report.Spread> spread, int digits) {
    return spread
        .map(
            value ->
                decimal(value.mean(), digits)
                    + value.deviation().stream()
                        .mapToObj(d -> " ± " + decimal(d, digits))
                        .findFirst()
                        .orElse(""))
        .orElse(ABSENT);
  }

  /** Perplexity, e to the mean negative log-likelihood. */
  static String perplexity(Optional<Report.Spread> nll) {
    return nll.map(value -> decimal(Math.exp(value.mean()), 3)).orElse(ABSENT);
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Formats p: two digits from .1, three from .001, else one digit and the power of ten. */
  static String p(double p) {
    if (p < SMALLEST) {
      return "<1e-300";
    }
    if (p >= 0.0995) {
      return decimal(p, 2);
    }
    return p >= 0.0009995
        ? decimal(p, 3)
        : String.format(Locale.ROOT, "%.0e", p).replace("e-0", "e-");
  }

  static String p(OptionalDouble p) {
    return p.isPresent() ? p(p.getAsDouble()) : ABSENT;
  }

  /** {@code = 0.003} or {@code < 1e-300}. */
  static String equal(double p) {
    return p < SMALLEST ? " < 1e-300" : " = " + p(p);
  }

  /** {@code +3.4 [2.1, 4.7]} in points. */
  static String difference(Report.Tested tested) {
    return points(tested.difference()) + bounds(tested.interval());
  }

  static String difference(SampledTable.Difference difference) {
    return points(difference.difference()) + bounds(difference.interval());
  }

  /** {@code 78.1 [76.0, 80.2]} in percent. */
  static String share(SampledTable.Share share) {
    return percent(share.share().mean()) + bounds(share.interval());
  }

  private static String bounds(Interval interval) {
    return String.format(
        Locale.ROOT, " [%.1f, %.1f]", inPoints(interval.low()), inPoints(interval.high()));
  }

  /** Avoids -0.0 for values that round to zero. */
  private static double inPoints(double share) {
    double points = 100 * share;
    return Math.abs(points) < HALF_OF_THE_LAST_DIGIT ? 0 : points;
  }

  static String operations(double operations) {
    return operations == 0
        ? "0"
        : String.format(Locale.ROOT, "%.2e", operations).replace("e+", "e");
  }
}
