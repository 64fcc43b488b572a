package dev.aftlab.experiments.report;

import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import java.util.List;
import java.util.Map;

/**
 * The contents of a report; see {@link dev.aftlab.experiments.spec.ReportSpec}.
 *
 * @param experiment the experiment's name
 * @param description its research question
 * @param notes notes on the setting
 * @param reference the arm to compare every other with; empty for none
 * @param matched the compute-matched control; empty for none
 * @param concluded the arms that the conclusions cover, with what the loss of each does to wrong
 *     samples
 * @param family all pre-registered comparisons, including those of missing arms
 * @param level confidence level of the intervals, in (0, 1)
 * @param resamples bootstrap resamples
 * @param bootstrapSeed seed of the bootstrap
 * @param receipt lines to print at the end: executed and reused steps
 */
public record ReportRequest(
    String experiment,
    String description,
    List<String> notes,
    String reference,
    String matched,
    Map<String, WrongSamples> concluded,
    List<ComparisonSpec> family,
    double level,
    int resamples,
    long bootstrapSeed,
    List<String> receipt) {

  /** A request without pre-registered comparisons. */
  ReportRequest withoutFamily() {
    return new ReportRequest(
        experiment,
        description,
        notes,
        reference,
        matched,
        concluded,
        List.of(),
        level,
        resamples,
        bootstrapSeed,
        receipt);
  }
}
