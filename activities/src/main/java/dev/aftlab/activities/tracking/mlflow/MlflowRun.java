package dev.aftlab.activities.tracking.mlflow;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mlflow.api.proto.Service;

/** What a run of MLflow holds, as it was read and as we have added to it since. */
final class MlflowRun {
  private final String id;
  private final URI artifacts;
  private final Map<String, String> tags = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();
  private final Set<String> data = new HashSet<>();
  private final Map<String, Long> lastSteps = new HashMap<>();
  private final Set<String> verified = new HashSet<>();
  private Service.RunStatus status;

  MlflowRun(Service.Run run) {
    id = run.getInfo().getRunId();
    artifacts = URI.create(run.getInfo().getArtifactUri());
    status = run.getInfo().getStatus();
    run.getData().getTagsList().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    run.getData()
        .getParamsList()
        .forEach(param -> parameters.put(param.getKey(), param.getValue()));
    run.getData()
        .getMetricsList()
        .forEach(metric -> lastSteps.put(metric.getKey(), metric.getStep()));
    run.getInputs().getDatasetInputsList().forEach(input -> data.add(name(input.getDataset())));
  }

  static String name(Service.Dataset set) {
    return set.getName() + " " + set.getDigest();
  }

  String id() {
    return id;
  }

  /** Where its files are, in MLflow's words. */
  URI artifacts() {
    return artifacts;
  }

  Map<String, String> tags() {
    return tags;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  /** The data sets that it names. */
  Set<String> data() {
    return data;
  }

  /** The last step of a metric; -1 when it has none. */
  long lastStep(String key) {
    return lastSteps.getOrDefault(key, -1L);
  }

  void sent(Iterable<Service.Metric> metrics) {
    metrics.forEach(metric -> lastSteps.merge(metric.getKey(), metric.getStep(), Math::max));
  }

  /** What was read back and found whole: files and curves. */
  Set<String> verified() {
    return verified;
  }

  Service.RunStatus status() {
    return status;
  }

  void status(Service.RunStatus now) {
    status = now;
  }
}
