package dev.aftlab.activities.tracking.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * As much of an MLflow server as the mirror needs, on loopback and in memory, with the traits that
 * were seen at the real one: points are stored once, runs are made anew each time, a deleted run
 * refuses. It can answer in all the ways in which servers fail.
 */
final class FakeMlflow implements AutoCloseable {
  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final Map<String, String> experiments = new LinkedHashMap<>();
  private final Map<String, Run> runs = new TreeMap<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<Optional<String>> authorizations = new ArrayList<>();
  private Supplier<Fault> faults = () -> Fault.NONE;
  private Optional<String> required = Optional.empty();

  /** How a request fails. */
  enum Fault {
    NONE,
    TOO_MANY,
    ERROR,
    ERROR_AFTER_DOING,
    GARBAGE,
    GARBAGE_AFTER_DOING,
    SILENCE,
    SILENCE_AFTER_DOING,
    HALF_AN_ANSWER,
    CUT
  }

  private static final class Run {
    final String experiment;
    final ObjectNode info;
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, String> parameters = new TreeMap<>();
    final List<JsonNode> inputs = new ArrayList<>();
    final Map<String, List<ObjectNode>> metrics = new TreeMap<>();
    boolean deleted;

    Run(String experiment, ObjectNode info) {
      this.experiment = experiment;
      this.info = info;
    }
  }

  FakeMlflow() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  MlflowAddress address() {
    return new MlflowAddress(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  /** From now on each request draws how it fails. */
  synchronized void fail(Supplier<Fault> drawn) {
    faults = drawn;
  }

  /** From now on requests need this header. */
  synchronized void require(String authorization) {
    required = Optional.of(authorization);
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized List<Optional<String>> authorizations() {
    return List.copyOf(authorizations);
  }

  /** Everything that is kept, as text. */
  synchronized String everything() {
    StringBuilder text = new StringBuilder();
    runs.values().forEach(run -> text.append(whole(run)).append(run.metrics));
    files.forEach(
        (path, content) -> text.append(path).append(new String(content, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Fault fault = noted(exchange);
    switch (fault) {
      case NONE -> answer(exchange, done(exchange, body));
      case TOO_MANY -> answer(exchange, new Answer(429, "slow down"));
      case ERROR -> answer(exchange, new Answer(500, "{\"error_code\": \"INTERNAL_ERROR\"}"));
      case ERROR_AFTER_DOING -> {
        done(exchange, body);
        answer(exchange, new Answer(503, "no worker"));
      }
      case GARBAGE -> answer(exchange, new Answer(200, "<html>please sign in</html>"));
      case GARBAGE_AFTER_DOING -> {
        done(exchange, body);
        answer(exchange, new Answer(200, "{\"run\": "));
      }
      case SILENCE -> silence();
      case SILENCE_AFTER_DOING -> {
        done(exchange, body);
        silence();
      }
      case HALF_AN_ANSWER -> {
        byte[] whole = done(exchange, body).body();
        exchange.sendResponseHeaders(200, whole.length + 100);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
        silence();
      }
      case CUT -> exchange.close();
    }
  }

  private static void silence() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Fault noted(HttpExchange exchange) {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    authorizations.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
    return faults.get();
  }

  private record Answer(int status, byte[] body) {
    Answer(int status, String text) {
      this(status, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private synchronized Answer done(HttpExchange exchange, byte[] body) throws IOException {
    Optional<String> shown =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    if (required.isPresent() && !required.equals(shown)) {
      // As some do: says what it was shown.
      return new Answer(
          401, "you are not " + required.get() + ", you showed " + shown.orElse("nothing"));
    }
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith(FILES)) {
      return file(exchange.getRequestMethod(), path.substring(FILES.length()), body);
    }
    JsonNode request =
        body.length == 0 ? query(exchange.getRequestURI()) : Json.mapper().readTree(body);
    return call(path.substring(API.length()), request);
  }

  private Answer file(String method, String path, byte[] body) {
    if (method.equals("PUT")) {
      files.put(path, body);
      return new Answer(200, "{}");
    }
    return files.containsKey(path)
        ? new Answer(200, files.get(path))
        : new Answer(404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}");
  }

  private static JsonNode query(URI uri) {
    ObjectNode query = Json.mapper().createObjectNode();
    for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private Answer call(String name, JsonNode request) {
    return switch (name) {
      case "experiments/get-by-name" -> experiment(request.get("experiment_name").asText());
      case "experiments/create" -> create(request.get("name").asText());
      case "runs/create" -> run(request);
      case "runs/search" -> search(request);
      case "runs/delete" -> deleted(request.get("run_id").asText());
      case "metrics/get-history" -> history(request);
      default -> onRun(name, request);
    };
  }

  private Answer experiment(String name) {
    if (!experiments.containsKey(name)) {
      return new Answer(404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}");
    }
    ObjectNode answer = Json.mapper().createObjectNode();
    answer
        .putObject("experiment")
        .put("experiment_id", experiments.get(name))
        .put("name", name)
        .put("lifecycle_stage", "active");
    return new Answer(200, answer.toString());
  }

  private Answer create(String name) {
    if (experiments.containsKey(name)) {
      return new Answer(400, "{\"error_code\": \"RESOURCE_ALREADY_EXISTS\"}");
    }
    experiments.put(name, Integer.toString(experiments.size() + 1));
    return new Answer(200, "{\"experiment_id\": \"" + experiments.get(name) + "\"}");
  }

  private Answer run(JsonNode request) {
    String id = UUID.randomUUID().toString().replace("-", "");
    String experiment = request.get("experiment_id").asText();
    ObjectNode info = Json.mapper().createObjectNode();
    info.put("run_id", id)
        .put("run_name", request.get("run_name").asText())
        .put("experiment_id", experiment)
        .put("status", "RUNNING");
    info.put("artifact_uri", "mlflow-artifacts:/" + experiment + "/" + id + "/artifacts");
    Run run = new Run(experiment, info);
    request
        .path("tags")
        .forEach(tag -> run.tags.put(tag.get("key").asText(), tag.get("value").asText()));
    runs.put(id, run);
    return new Answer(200, "{\"run\": " + whole(run) + "}");
  }

  private Answer search(JsonNode request) {
    String filter = request.get("filter").asText();
    String key = filter.substring(filter.indexOf('`') + 1, filter.lastIndexOf('`'));
    String value = filter.substring(filter.indexOf('\'') + 1, filter.lastIndexOf('\''));
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode found = answer.putArray("runs");
    runs.values().stream()
        .filter(
            run ->
                !run.deleted
                    && run.experiment.equals(request.get("experiment_ids").get(0).asText())
                    && value.equals(run.tags.get(key)))
        .forEach(run -> found.add(whole(run)));
    return new Answer(200, answer.toString());
  }

  private static ObjectNode whole(Run run) {
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.set("info", run.info);
    ObjectNode data = whole.putObject("data");
    pairs(data.putArray("tags"), run.tags);
    pairs(data.putArray("params"), run.parameters);
    ArrayNode metrics = data.putArray("metrics");
    run.metrics
        .values()
        .forEach(
            points ->
                points.stream()
                    .max(Comparator.comparingLong(point -> point.get("step").asLong()))
                    .ifPresent(metrics::add));
    whole.putObject("inputs").putArray("dataset_inputs").addAll(run.inputs);
    return whole;
  }

  private static void pairs(ArrayNode array, Map<String, String> values) {
    values.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
  }

  private Answer deleted(String id) {
    runs.get(id).deleted = true;
    return new Answer(200, "{}");
  }

  private Answer history(JsonNode request) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer
        .putArray("metrics")
        .addAll(
            runs.get(request.get("run_id").asText())
                .metrics
                .getOrDefault(request.get("metric_key").asText(), List.of()));
    return new Answer(200, answer.toString());
  }

  private Answer onRun(String name, JsonNode request) {
    Run run = runs.get(request.get("run_id").asText());
    if (run.deleted) {
      return new Answer(
          400,
          "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"The run must be in the"
              + " 'active' state.\"}");
    }
    switch (name) {
      case "runs/log-inputs" -> request.get("datasets").forEach(run.inputs::add);
      case "runs/update" -> run.info.put("status", request.get("status").asText());
      case "runs/log-batch" -> {
        if (request.path("metrics").size()
                + request.path("params").size()
                + request.path("tags").size()
            > 1_000) {
          return new Answer(
              400,
              "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"too many entries\"}");
        }
        request
            .path("tags")
            .forEach(tag -> run.tags.put(tag.get("key").asText(), tag.get("value").asText()));
        request
            .path("params")
            .forEach(
                param ->
                    run.parameters.put(param.get("key").asText(), param.get("value").asText()));
        request.path("metrics").forEach(point -> point(run, point));
      }
      default -> {
        return new Answer(404, "{\"error_code\": \"ENDPOINT_NOT_FOUND\"}");
      }
    }
    return new Answer(200, "{}");
  }

  private static void point(Run run, JsonNode sent) {
    ObjectNode point = sent.deepCopy();
    String text = sent.get("value").asText();
    if (text.contains("Infinity")) {
      point.put("value", text.startsWith("-") ? -Double.MAX_VALUE : Double.MAX_VALUE);
    }
    List<ObjectNode> points =
        run.metrics.computeIfAbsent(sent.get("key").asText(), key -> new ArrayList<>());
    if (!points.contains(point)) {
      points.add(point);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
