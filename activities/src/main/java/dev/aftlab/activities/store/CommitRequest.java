package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Cost;
import java.util.List;
import java.util.SortedMap;

/** What a manifest says beside its files; see {@link dev.aftlab.experiments.result.Manifest}. */
public record CommitRequest(
    String kind,
    String fingerprint,
    int version,
    String title,
    List<String> inputs,
    String step,
    Cost cost,
    SortedMap<String, String> facts,
    SortedMap<String, String> environment) {}
