package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.tracking.MetricJournal;
import dev.aftlab.activities.tracking.MetricPoint;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Compares a plan's data in MLflow with the journals in the store, value by value. */
final class MlflowCurves {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String address;
  private final String experiment;

  MlflowCurves(String address, String experiment) {
    this.address = address;
    this.experiment = experiment;
  }

  /**
   * The status of the run, once there is one: RUNNING, FINISHED, FAILED or KILLED. Two runs are an
   * error.
   */
  Optional<String> status() throws Exception {
    List<JsonNode> parents = runs().stream().filter(run -> tag(run, "aft.arm").isEmpty()).toList();
    assertEquals(true, parents.size() <= 1, parents.size() + " runs of one plan");
    return parents.stream().map(run -> run.at("/info/status").asText()).findFirst();
  }

  /**
   * Waits until the run is marked as finished, at most two minutes; the output explains a failure.
   */
  void awaitEnd(Supplier<String> output) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!status().equals(Optional.of("FINISHED"))) {
      assertTrue(Instant.now().isBefore(end), output);
      Thread.sleep(500);
    }
  }

  /** Names of the files that are kept with the run. */
  List<String> files() throws Exception {
    JsonNode parent =
        runs().stream().filter(run -> tag(run, "aft.arm").isEmpty()).findFirst().orElseThrow();
    List<String> names = new ArrayList<>();
    get("artifacts/list?run_id=" + id(parent))
        .path("files")
        .forEach(file -> names.add(file.get("path").asText()));
    return names;
  }

  /**
   * Fails unless each arm exists once with all points of its trainings, each once, and with its
   * final numbers; returns the number of points.
   */
  long assertExact(Plan plan, Path store) throws Exception {
    Map<String, JsonNode> arms = new TreeMap<>();
    for (JsonNode run : runs()) {
      tag(run, "aft.arm")
          .ifPresent(title -> assertEquals(null, arms.put(title, run), title + " is there twice"));
    }
    long points = 0;
    List<PlannedArm> planned = plan.distinctArms().stream().map(List::getFirst).toList();
    assertEquals(
        planned.stream().map(PlannedArm::title).sorted().toList(), List.copyOf(arms.keySet()));
    for (PlannedArm arm : planned) {
      points += assertExact(plan, store, arm, arms.get(arm.title()));
    }
    return points;
  }

  private long assertExact(Plan plan, Path store, PlannedArm arm, JsonNode run) throws Exception {
    Map<String, List<String>> expected = new TreeMap<>();
    if (!arm.name().equals("base")) {
      arm.steps().vft().ifPresent(vft -> expect(expected, "vft", store, vft));
      arm.steps()
          .training()
          .ifPresent(
              training ->
                  expect(
                      expected,
                      arm.steps().matched().isPresent() ? "matched" : "align",
                      store,
                      training));
    }
    Map<String, List<String>> there = new TreeMap<>();
    for (JsonNode metric : run.at("/data/metrics")) {
      String key = metric.get("key").asText();
      List<String> history = history(id(run), key);
      if (key.contains("/")) {
        there.put(key, history);
      } else {
        assertEquals(1, history.size(), key + " of " + arm.title());
      }
    }
    assertEquals(expected.keySet(), there.keySet(), arm.title());
    expected.forEach(
        (key, points) -> assertEquals(points, there.get(key), key + " of " + arm.title()));
    assertEquals("FINISHED", run.at("/info/status").asText(), arm.title());
    return expected.values().stream().mapToLong(List::size).sum();
  }

  private static void expect(
      Map<String, List<String>> curves, String role, Path store, Fingerprint training) {
    for (MetricPoint point : journal(store, training)) {
      long time = Instant.parse(point.time()).toEpochMilli();
      point
          .values()
          .forEach(
              (metric, value) ->
                  curves
                      .computeIfAbsent(role + "/" + metric, key -> new ArrayList<>())
                      .add(point.step() + " " + time + " " + value));
    }
  }

  /** The journal of a finished training. */
  static List<MetricPoint> journal(Path store, Fingerprint training) {
    try (Stream<Path> files =
        Files.walk(store.resolve("artifacts/train").resolve(training.value()))) {
      return MetricJournal.read(
              files.filter(file -> file.endsWith("journal.jsonl")).findFirst().orElseThrow())
          .points();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<String> history(String run, String key) throws Exception {
    JsonNode metrics =
        get("metrics/get-history?run_id="
                + run
                + "&metric_key="
                + URLEncoder.encode(key, StandardCharsets.UTF_8))
            .path("metrics");
    List<JsonNode> points = new ArrayList<>();
    metrics.forEach(points::add);
    points.sort(Comparator.comparingLong(point -> point.get("step").asLong()));
    return points.stream().map(MlflowCurves::point).toList();
  }

  private static String point(JsonNode point) {
    return point.get("step").asLong()
        + " "
        + point.get("timestamp").asLong()
        + " "
        + Double.parseDouble(point.get("value").asText());
  }

  private List<JsonNode> runs() throws Exception {
    JsonNode found = get("experiments/get-by-name?experiment_name=" + experiment);
    List<JsonNode> runs = new ArrayList<>();
    if (found.has("experiment")) {
      String body =
          "{\"experiment_ids\": [\""
              + found.at("/experiment/experiment_id").asText()
              + "\"], \"max_results\": 1000}";
      send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), "runs/search")
          .path("runs")
          .forEach(runs::add);
    }
    return runs;
  }

  private static Optional<String> tag(JsonNode run, String name) {
    for (JsonNode tag : run.at("/data/tags")) {
      if (tag.get("key").asText().equals(name)) {
        return Optional.of(tag.get("value").asText());
      }
    }
    return Optional.empty();
  }

  private static String id(JsonNode run) {
    return run.at("/info/run_id").asText();
  }

  private JsonNode get(String path) throws Exception {
    return send(HttpRequest.newBuilder(), path);
  }

  private JsonNode send(HttpRequest.Builder request, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest whole =
          request
              .uri(URI.create(address + "/api/2.0/mlflow/" + path))
              .header("Content-Type", "application/json")
              .timeout(TIMEOUT)
              .build();
      return Json.read(http.send(whole, BodyHandlers.ofString()).body(), JsonNode.class);
    }
  }
}
