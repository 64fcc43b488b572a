package dev.aftlab.experiments.report;

import java.util.List;
import java.util.Map;

/** What a report is to show; see {@link dev.aftlab.experiments.spec.ReportSpec}. {@code receipt} is printed at its end. */
public record ReportRequest(
    String experiment,
    String description,
    List<String> notes,
    String reference,
    String matched,
    Map<String, String> roles,
    List<Comparison> family,
    double level,
    int resamples,
    long bootstrapSeed,
    List<String> receipt) {}
