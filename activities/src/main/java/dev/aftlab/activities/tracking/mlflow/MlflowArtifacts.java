package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.activities.tracking.TrackedFile;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.activities.tracking.mlflow.MlflowHttp.Repeat;
import dev.aftlab.experiments.result.Sha256;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Files of runs, moved by the server's own way for those without Python. What was put is read back
 * and compared by content; what is there already is not sent again. A cut upload leaves the file
 * that was there.
 */
final class MlflowArtifacts {
  private static final String PROXY = "mlflow-artifacts";
  private static final String BELOW = "/api/2.0/mlflow-artifacts/artifacts";
  private static final String BYTES = "application/octet-stream";
  private static final int NOT_FOUND = 404;

  private final MlflowHttp http;

  MlflowArtifacts(MlflowHttp http) {
    this.http = http;
  }

  /**
   * Whether the server moves the files of a run; otherwise they go to a place that it does not
   * disclose.
   */
  static boolean moves(MlflowRun run) {
    return PROXY.equals(run.artifacts().getScheme());
  }

  /** Makes a file be there as it is here. */
  void keep(MlflowRun run, TrackedFile file) {
    String path = BELOW + trimmed(run.artifacts()) + "/" + encoded(file.path());
    if (digest(path).filter(file.sha256()::equals).isPresent()) {
      return;
    }
    put(path, file);
    String there = digest(path).orElse("nothing");
    if (!there.equals(file.sha256())) {
      throw new TrackingException(
          "MLflow at "
              + http.address()
              + " keeps "
              + file.path()
              + " with another content than was sent");
    }
  }

  private static String trimmed(URI artifacts) {
    return artifacts.getRawPath().replaceFirst("/+$", "");
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/"))
        .map(TimedMlflowClient::encoded)
        .collect(Collectors.joining("/"));
  }

  private void put(String path, TrackedFile file) {
    MlflowHttp.Call call =
        new MlflowHttp.Call(
            "PUT", path, BYTES, () -> body(file), Repeat.ALWAYS, http.rules().transfer());
    HttpResponse<String> answer = http.send(call, BodyHandlers::ofString, body -> true);
    if (!MlflowHttp.isSuccess(answer.statusCode())) {
      throw http.failure(call, "does not take a file, " + answer.statusCode(), Optional.empty());
    }
  }

  private static BodyPublisher body(TrackedFile file) {
    return switch (file) {
      case TrackedFile.Text text -> BodyPublishers.ofString(text.text());
      case TrackedFile.Stored stored -> {
        try {
          yield BodyPublishers.ofFile(stored.at());
        } catch (FileNotFoundException gone) {
          throw new TrackingException(stored.at() + " is not there any more", gone);
        }
      }
    };
  }

  /** The digest of what is there. */
  private Optional<String> digest(String path) {
    MlflowHttp.Call call =
        new MlflowHttp.Call(
            "GET", path, BYTES, BodyPublishers::noBody, Repeat.ALWAYS, http.rules().transfer());
    Hashing last = new Hashing();
    HttpResponse<Void> answer =
        http.send(call, () -> BodyHandlers.ofByteArrayConsumer(last.anew()), body -> true);
    if (answer.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (!MlflowHttp.isSuccess(answer.statusCode())) {
      throw http.failure(call, "does not give a file, " + answer.statusCode(), Optional.empty());
    }
    return Optional.of(last.hex());
  }

  /** Hashes the body of the last attempt; what still arrives of an earlier one goes nowhere. */
  private static final class Hashing {
    private MessageDigest digest = Sha256.digest();

    Consumer<Optional<byte[]>> anew() {
      MessageDigest mine = Sha256.digest();
      digest = mine;
      return part -> part.ifPresent(mine::update);
    }

    String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
