package dev.aftlab.activities.tracking.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.activities.tracking.mlflow.MlflowHttp.Repeat;
import dev.aftlab.experiments.result.Json;
import java.io.File;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow_project.google.protobuf.InvalidProtocolBufferException;
import org.mlflow_project.google.protobuf.Message;
import org.mlflow_project.google.protobuf.MessageOrBuilder;
import org.mlflow_project.google.protobuf.util.JsonFormat;

/**
 * MLflow's own client over our HTTP. The client's own transport has no timeouts, sends every
 * request three times, and blocks on a stopped server; its methods that would go by it are
 * overridden here, and a test finds any that is not. Its ways of moving files, which start Python,
 * are refused: {@link MlflowArtifacts} moves them.
 */
final class TimedMlflowClient extends MlflowClient {
  private static final long serialVersionUID = 1L;
  private static final String API = "/api/2.0/mlflow/";
  private static final String JSON = "application/json; charset=utf-8";
  private static final int LONGEST_EXCUSE = 300;
  private static final int NOT_FOUND = 404;
  private static final int REDIRECTION = 3;
  private static final Pattern MARKUP = Pattern.compile("<[A-Za-z!/?]");

  /** Few enough that a slow server answers within a request's timeout. */
  private static final int PAGE = 5_000;

  private final transient MlflowHttp http;

  TimedMlflowClient(MlflowHttp http) {
    // Without credentials: what goes by us shows none.
    super(new BasicMlflowHostCreds(http.address().toString()));
    this.http = http;
  }

  @Override
  public String sendGet(String path) {
    return answered(get(path), call("GET", path, BodyPublishers::noBody));
  }

  @Override
  public String sendPost(String path, String json) {
    return sent("POST", path, json);
  }

  @Override
  public String sendPatch(String path, String json) {
    return sent("PATCH", path, json);
  }

  private String sent(String method, String path, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    MlflowHttp.Call call = call(method, path, () -> BodyPublishers.ofByteArray(bytes));
    return answered(http.send(call, BodyHandlers::ofString, TimedMlflowClient::isJson), call);
  }

  private HttpResponse<String> get(String path) {
    return http.send(
        call("GET", path, BodyPublishers::noBody),
        BodyHandlers::ofString,
        TimedMlflowClient::isJson);
  }

  /** A run that is created twice is there twice; everything else may be said again. */
  private MlflowHttp.Call call(String method, String path, Supplier<BodyPublisher> body) {
    Repeat repeat = path.equals("runs/create") ? Repeat.WHEN_NOT_DONE : Repeat.ALWAYS;
    return new MlflowHttp.Call(method, API + path, JSON, body, repeat, http.rules().request());
  }

  private static boolean isJson(String body) {
    try {
      return Json.mapper().readTree(body).isObject();
    } catch (JsonProcessingException garbage) {
      return false;
    }
  }

  private String answered(HttpResponse<String> answer, MlflowHttp.Call call) {
    if (!MlflowHttp.isSuccess(answer.statusCode())) {
      throw http.failure(
          call, "refuses with " + answer.statusCode() + excuse(answer), Optional.empty());
    }
    return answer.body();
  }

  /**
   * What MLflow or its gate says, which is JSON or plain text. A page belongs into no message: it
   * is a sign that something else answers.
   */
  private static String excuse(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 == REDIRECTION) {
      return ", another address ("
          + answer
              .headers()
              .firstValue("Location")
              .map(TimedMlflowClient::withoutQuery)
              .orElse("not named")
          + "): redirections are not followed, since they would carry the credentials along."
          + " MLFLOW_TRACKING_URI must be the last address";
    }
    if (MARKUP.matcher(answer.body()).find() && !isJson(answer.body())) {
      return ", and not as MLflow does: is MLFLOW_TRACKING_URI the address of the server, without"
          + " the path of a page?";
    }
    String line = answer.body().strip().replaceAll("\\s+", " ");
    return line.isEmpty()
        ? ""
        : ", " + (line.length() <= LONGEST_EXCUSE ? line : line.substring(0, LONGEST_EXCUSE) + "…");
  }

  private static String withoutQuery(String address) {
    String bare = address.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
    return bare.length() <= LONGEST_EXCUSE ? bare : bare.substring(0, LONGEST_EXCUSE) + "…";
  }

  /** Writes a message as MLflow reads it: what is not finite as text, whole numbers as text. */
  static String json(MessageOrBuilder message) {
    try {
      return JsonFormat.printer().preservingProtoFieldNames().print(message);
    } catch (InvalidProtocolBufferException failure) {
      throw new IllegalStateException("a message of MLflow's own cannot be written", failure);
    }
  }

  private <B extends Message.Builder> B parsed(String json, B builder) {
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(json, builder);
      return builder;
    } catch (InvalidProtocolBufferException failure) {
      throw new TrackingException(
          "MLflow at "
              + http.address()
              + " answered something that is not a "
              + builder.getDescriptorForType().getFullName());
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // What follows went by the three methods above.

  @Override
  public Service.Run getRun(String runId) {
    return parsed(
            sendGet("runs/get?run_id=" + encoded(runId)), Service.GetRun.Response.newBuilder())
        .getRun();
  }

  @Override
  public List<Service.Metric> getMetricHistory(String runId, String key) {
    List<Service.Metric> points = new ArrayList<>();
    String query =
        "metrics/get-history?max_results="
            + PAGE
            + "&run_id="
            + encoded(runId)
            + "&metric_key="
            + encoded(key);
    String page = "";
    do {
      String path = query + (page.isEmpty() ? "" : "&page_token=" + encoded(page));
      Service.GetMetricHistory.Response response =
          parsed(sendGet(path), Service.GetMetricHistory.Response.newBuilder()).build();
      points.addAll(response.getMetricsList());
      page = response.getNextPageToken();
    } while (!page.isEmpty());
    return points;
  }

  @Override
  public Service.Experiment getExperiment(String experimentId) {
    return parsed(
            sendGet("experiments/get?experiment_id=" + encoded(experimentId)),
            Service.GetExperiment.Response.newBuilder())
        .getExperiment();
  }

  /** The experiment of an identifier, if it is there. */
  Optional<Service.Experiment> findExperiment(String id) {
    return found("experiments/get?experiment_id=" + encoded(id))
        .map(json -> parsed(json, Service.GetExperiment.Response.newBuilder()).getExperiment());
  }

  /** The answer, unless the server says that it has no such thing. */
  private Optional<String> found(String path) {
    HttpResponse<String> answer = get(path);
    boolean missing =
        answer.statusCode() == NOT_FOUND && answer.body().contains("RESOURCE_DOES_NOT_EXIST");
    return missing
        ? Optional.empty()
        : Optional.of(answered(answer, call("GET", path, BodyPublishers::noBody)));
  }

  @Override
  public Optional<Service.Experiment> getExperimentByName(String name) {
    String path = "experiments/get-by-name?experiment_name=" + encoded(name);
    return found(path)
        .map(
            json ->
                parsed(json, Service.GetExperimentByName.Response.newBuilder()).getExperiment());
  }

  @Override
  public String createExperiment(String name) {
    return createExperiment(Service.CreateExperiment.newBuilder().setName(name).build());
  }

  @Override
  public void deleteExperiment(String experimentId) {
    sendPost(
        "experiments/delete",
        json(Service.DeleteExperiment.newBuilder().setExperimentId(experimentId)));
  }

  @Override
  public void restoreExperiment(String experimentId) {
    sendPost(
        "experiments/restore",
        json(Service.RestoreExperiment.newBuilder().setExperimentId(experimentId)));
  }

  @Override
  public void renameExperiment(String experimentId, String newName) {
    sendPost(
        "experiments/update",
        json(
            Service.UpdateExperiment.newBuilder()
                .setExperimentId(experimentId)
                .setNewName(newName)));
  }

  @Override
  public void deleteRun(String runId) {
    sendPost("runs/delete", json(Service.DeleteRun.newBuilder().setRunId(runId)));
  }

  @Override
  public void restoreRun(String runId) {
    sendPost("runs/restore", json(Service.RestoreRun.newBuilder().setRunId(runId)));
  }

  @Override
  public void logArtifact(String runId, File file) {
    throw movesNoFiles();
  }

  @Override
  public void logArtifact(String runId, File file, String path) {
    throw movesNoFiles();
  }

  @Override
  public void logArtifacts(String runId, File folder) {
    throw movesNoFiles();
  }

  @Override
  public void logArtifacts(String runId, File folder, String path) {
    throw movesNoFiles();
  }

  @Override
  public List<Service.FileInfo> listArtifacts(String runId) {
    throw movesNoFiles();
  }

  @Override
  public List<Service.FileInfo> listArtifacts(String runId, String path) {
    throw movesNoFiles();
  }

  @Override
  public File downloadArtifacts(String runId) {
    throw movesNoFiles();
  }

  @Override
  public File downloadArtifacts(String runId, String path) {
    throw movesNoFiles();
  }

  @Override
  public File downloadModelVersion(String model, String version) {
    throw movesNoFiles();
  }

  @Override
  public File downloadLatestModelVersion(String model, String stage) {
    throw movesNoFiles();
  }

  private static RuntimeException movesNoFiles() {
    return new UnsupportedOperationException(
        "MLflow's client moves files with Python: use MlflowArtifacts");
  }

  @Override
  public void close() {
    super.close();
    http.close();
  }
}
