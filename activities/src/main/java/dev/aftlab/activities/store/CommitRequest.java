package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.StepResult;
import java.util.List;
import java.util.SortedMap;

/** What a manifest says beside its files; see {@link dev.aftlab.experiments.result.Manifest}. */
public record CommitRequest(
    ArtifactId id,
    int version,
    String title,
    List<ArtifactId> inputs,
    String step,
    Cost cost,
    StepResult result,
    SortedMap<String, String> environment) {}
