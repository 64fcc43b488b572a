package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.aftlab.activities.tracking.TrackingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a server that is no MLflow, or of an experiment that it does not have. */
final class WrongAddressTest {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final HttpPolicy HASTY =
      new HttpPolicy(ANSWER, ANSWER, ANSWER, 2, Duration.ofMillis(5), Duration.ofMillis(20));
  private static final String PAGE =
      "<!doctype html><html><head><title>Welcome</title></head><body>Nothing here</body></html>";

  private HttpServer server;
  private int status;
  private String body = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          if (status == 302) {
            exchange
                .getResponseHeaders()
                .add("Location", "https://ada:secret@login.example.com/?token=secret");
          }
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String asked(MlflowExperiment experiment) {
    MlflowAddress address =
        MlflowAddress.parse(
            "MLFLOW_TRACKING_URI", "http://127.0.0.1:" + server.getAddress().getPort() + "/wrong");
    try (MlflowHttp http = new MlflowHttp(address, MlflowCredentials::none, HASTY, () -> false);
        TimedMlflowClient client = new TimedMlflowClient(http)) {
      return new MlflowRuns(client).experiment(experiment, "ours");
    }
  }

  private String refused(MlflowExperiment experiment) {
    return assertThrows(TrackingException.class, () -> asked(experiment)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 403, 404})
  void page_inPlaceOfAnAnswer_isNotRepeated(int code) {
    status = code;
    body = PAGE;
    String message = refused(MlflowExperiment.OURS);
    assertFalse(message.contains("<") || message.contains("Nothing here"), message);
    assertTrue(
        message.contains(
            "is MLFLOW_TRACKING_URI the address of the server, without the path of a page?"),
        message);
  }

  @Test
  void redirection_isNamedWithoutItsSecrets() {
    status = 302;
    String message = refused(MlflowExperiment.OURS);
    assertTrue(message.contains("another address (https://login.example.com/)"), message);
    assertFalse(message.contains("secret"), message);
  }

  private static MlflowExperiment of(String name, String id) {
    return new MlflowExperiment(Optional.ofNullable(name), Optional.ofNullable(id));
  }

  private void known() {
    status = 200;
    body =
        "{\"experiment\": {\"experiment_id\": \"3\", \"name\": \"arithmetic\", \"lifecycle_stage\":"
            + " \"active\"}}";
  }

  @Test
  void identifier_ofAnExperiment_isTaken() {
    known();
    assertEquals("3", asked(of(null, "3")));
    assertEquals("3", asked(of("arithmetic", "3")));
  }

  @Test
  void identifier_ofAnotherExperimentThanTheName_isAContradiction() {
    known();
    assertEquals(
        "MLflow's experiment 3 (MLFLOW_EXPERIMENT_ID) is named 'arithmetic', "
            + "but MLFLOW_EXPERIMENT_NAME is 'letters': unset one of the two",
        refused(of("letters", "3")));
  }

  @Test
  void identifier_thatIsNotThere_isNamed() {
    status = 404;
    body =
        "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"No Experiment with id=9"
            + " exists\"}";
    assertTrue(
        refused(of(null, "9"))
            .startsWith(
                "MLflow has no experiment of the identifier 9: take another for"
                    + " MLFLOW_EXPERIMENT_ID"));
  }

  @Test
  void environment_givesTheIdentifier() {
    assertEquals(
        Optional.of("3"), MlflowAccess.of(Map.of("MLFLOW_EXPERIMENT_ID", " 3 ")).experimentId());
    assertEquals(
        Optional.empty(), MlflowAccess.of(Map.of("MLFLOW_EXPERIMENT_ID", " ")).experimentId());
    MlflowAccess wrong = MlflowAccess.of(Map.of("MLFLOW_EXPERIMENT_ID", "my experiment"));
    String message = assertThrows(IllegalArgumentException.class, wrong::experimentId).getMessage();
    assertTrue(message.contains("names go into MLFLOW_EXPERIMENT_NAME"), message);
  }
}
