package dev.aftlab.activities.tracking.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.tracking.TrackerContract.ShownArm;
import dev.aftlab.activities.tracking.TrackerContract.ShownPoint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.experiments.result.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;

/**
 * Looks at an MLflow server with the official client as it is, so that what is read does not go
 * through what is tested.
 */
public final class MlflowReader {
  private final MlflowAddress address;
  private final MlflowClient client;

  /** Of a server that asks for no credentials. */
  public MlflowReader(URI address) {
    this(new MlflowAddress(address));
  }

  MlflowReader(MlflowAddress address) {
    this.address = address;
    this.client = new MlflowClient(address.toString());
  }

  /** The runs of a plan that are not deleted. */
  public List<Service.Run> runs(String experiment, String store, String plan) {
    String id = client.getExperimentByName(experiment).orElseThrow().getExperimentId();
    String filter = "tags.`aft.plan` = '" + store + "/" + plan + "'";
    return client.searchRuns(List.of(id), filter, Service.ViewType.ACTIVE_ONLY, 1_000).getItems();
  }

  /** The parent among runs. */
  public static Service.Run parent(List<Service.Run> runs) {
    List<Service.Run> parents =
        runs.stream().filter(run -> !tags(run).containsKey("aft.arm")).toList();
    if (parents.size() != 1) {
      throw new AssertionError(parents.size() + " parents");
    }
    return parents.getFirst();
  }

  /**
   * The arms among runs, by title; an arm that is there twice, or of another parent, is an error.
   */
  public Map<String, ShownArm> arms(List<Service.Run> runs) {
    String parent = parent(runs).getInfo().getRunId();
    Map<String, ShownArm> arms = new TreeMap<>();
    for (Service.Run run : runs) {
      String title = tags(run).get("aft.arm");
      if (title != null) {
        if (!tags(run).get("mlflow.parentRunId").equals(parent)) {
          throw new AssertionError(title + " is of another parent");
        }
        if (arms.put(title, arm(run)) != null) {
          throw new AssertionError(title + " is there twice");
        }
      }
    }
    return arms;
  }

  private ShownArm arm(Service.Run run) {
    TreeMap<String, List<ShownPoint>> curves = new TreeMap<>();
    Map<String, Double> results = new HashMap<>();
    for (Service.Metric latest : run.getData().getMetricsList()) {
      List<ShownPoint> history = history(run, latest.getKey());
      if (latest.getKey().contains("/")) {
        curves.put(latest.getKey(), history);
      } else {
        if (history.size() != 1) {
          throw new AssertionError(latest.getKey() + " has " + history.size() + " points");
        }
        results.put(latest.getKey(), latest.getValue());
      }
    }
    return new ShownArm(
        run.getData().getParamsList().stream()
            .collect(Collectors.toMap(Service.Param::getKey, Service.Param::getValue)),
        tags(run),
        curves,
        results,
        run.getInputs().getDatasetInputsList().stream()
            .map(input -> input.getDataset().getName())
            .toList(),
        files(run, List.of("items.jsonl", "weights.json")),
        state(run));
  }

  /** Page by page: the client's own method fails at the second one. */
  private List<ShownPoint> history(Service.Run run, String key) {
    List<ShownPoint> points = new ArrayList<>();
    String page = "";
    do {
      String query =
          "run_id="
              + run.getInfo().getRunId()
              + "&metric_key="
              + URLEncoder.encode(key, StandardCharsets.UTF_8);
      JsonNode answer =
          Json.read(
              client.sendGet(
                  "metrics/get-history?" + query + (page.isEmpty() ? "" : "&page_token=" + page)),
              JsonNode.class);
      answer.path("metrics").forEach(point -> points.add(point(point)));
      page = answer.path("next_page_token").asText();
    } while (!page.isEmpty());
    points.sort(Comparator.comparingLong(ShownPoint::step));
    return points;
  }

  private static ShownPoint point(JsonNode point) {
    double kept = Double.parseDouble(point.get("value").asText());
    double value =
        Math.abs(kept) == Double.MAX_VALUE ? Math.copySign(Double.POSITIVE_INFINITY, kept) : kept;
    return new ShownPoint(
        point.get("step").asLong(),
        Instant.ofEpochMilli(point.get("timestamp").asLong()).toString(),
        value);
  }

  /** How a run is shown to stand. */
  public static RunState state(Service.Run run) {
    return switch (run.getInfo().getStatus()) {
      case FINISHED -> RunState.DONE;
      case FAILED -> RunState.FAILED;
      case KILLED -> RunState.STOPPED;
      case RUNNING, SCHEDULED -> RunState.RUNNING;
    };
  }

  /** A run's tags. */
  public static Map<String, String> tags(Service.Run run) {
    return run.getData().getTagsList().stream()
        .collect(Collectors.toMap(Service.RunTag::getKey, Service.RunTag::getValue));
  }

  /** Those of some files that are there, by their digests. */
  public Map<String, String> files(Service.Run run, List<String> names) {
    Map<String, String> files = new TreeMap<>();
    for (String name : names) {
      String path = URI.create(run.getInfo().getArtifactUri()).getPath() + "/" + name;
      HttpResponse<byte[]> answer = get(address + "/api/2.0/mlflow-artifacts/artifacts" + path);
      if (answer.statusCode() == 200) {
        files.put(name, Sha256.hex(answer.body()));
      }
    }
    return files;
  }

  private static HttpResponse<byte[]> get(String uri) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
