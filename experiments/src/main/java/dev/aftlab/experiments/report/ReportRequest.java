package dev.aftlab.experiments.report;

import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import java.util.List;
import java.util.Map;

/**
 * What a report is to show; see {@link dev.aftlab.experiments.spec.ReportSpec}.
 *
 * @param experiment the experiment's name
 * @param description what it asks
 * @param notes what a reader must know about the setting
 * @param reference the arm that every other is compared with; empty for none
 * @param matched the compute-matched control; empty for none
 * @param concluded the arms that the conclusions cover, with what the loss of each does to wrong
 *     samples
 * @param family the comparisons stated in advance; all of them, those of missing arms too
 * @param level confidence level of the intervals, in (0, 1)
 * @param resamples bootstrap resamples
 * @param bootstrapSeed seed of the bootstrap
 * @param receipt lines to print at the end: what ran and what was reused
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

  /** The same without comparisons stated in advance. */
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
