package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aftlab.activities.tracking.Told;
import dev.aftlab.activities.tracking.TrackedArm;
import dev.aftlab.activities.tracking.TrackedRun;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.activities.tracking.mlflow.FakeMlflow.Fault;
import dev.aftlab.experiments.result.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who a server is shown to be spoken to by, and that nobody else ever hears of it. */
final class CredentialsTest {
  private static final String PASSWORD = "planted-password-7f3a";
  private static final String TOKEN = "planted-token-91bc";
  private static final String BASIC =
      Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  private static final Duration ANSWER = Duration.ofMillis(300);
  private static final HttpPolicy HASTY =
      new HttpPolicy(ANSWER, ANSWER, ANSWER, 2, Duration.ofMillis(5), Duration.ofMillis(20));

  private final FakeMlflow fake = new FakeMlflow();
  @TempDir Path folder;

  @AfterEach
  void close() {
    fake.close();
  }

  private Map<String, String> environment(String... more) {
    Map<String, String> environment =
        new HashMap<>(Map.of("MLFLOW_TRACKING_URI", fake.address().toString()));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private void tell(Map<String, String> environment) {
    TrackedRun run = Told.run("plan", RunState.DONE);
    TrackedArm arm = Told.ended("a", 5);
    try (Tracker tracker =
        new MlflowTracker(
            fake.address(),
            MlflowAccess.of(environment),
            MlflowExperiment.OURS,
            HASTY,
            () -> false)) {
      tracker.run(run);
      tracker.arm(run, arm);
      tracker.settle(run);
    }
  }

  private Set<Optional<String>> shown() {
    return Set.copyOf(fake.authorizations());
  }

  @Test
  void userAndPassword_areShownAsBasicWithEveryRequest() {
    tell(environment("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", PASSWORD));
    assertEquals(Set.of(Optional.of("Basic " + BASIC)), shown());
  }

  @Test
  void token_isShownAsBearer() {
    tell(environment("MLFLOW_TRACKING_TOKEN", TOKEN));
    assertEquals(Set.of(Optional.of("Bearer " + TOKEN)), shown());
  }

  @Test
  void userAndToken_theUserWins() {
    tell(
        environment(
            "MLFLOW_TRACKING_USERNAME",
            "ann",
            "MLFLOW_TRACKING_PASSWORD",
            PASSWORD,
            "MLFLOW_TRACKING_TOKEN",
            TOKEN));
    assertEquals(Set.of(Optional.of("Basic " + BASIC)), shown());
  }

  @Test
  void tokenInAFile_isReadAnewEachTime() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Map<String, String> environment = environment("MLFLOW_TRACKING_TOKEN_FILE", file.toString());
    tell(environment);
    Files.writeString(file, "renewed\n");
    tell(environment);
    assertEquals(Set.of(Optional.of("Bearer " + TOKEN), Optional.of("Bearer renewed")), shown());
  }

  @Test
  void credentials_areNotShownToAnotherServer() {
    Map<String, String> environment = environment("MLFLOW_TRACKING_TOKEN", TOKEN);
    environment.put("MLFLOW_TRACKING_URI", "http://127.0.0.1:1");
    tell(environment);
    assertEquals(Set.of(Optional.empty()), shown());
  }

  @Test
  void credentials_notWhole_areNamed() {
    TrackingException failure =
        assertThrows(
            TrackingException.class, () -> tell(environment("MLFLOW_TRACKING_PASSWORD", PASSWORD)));
    assertEquals(
        "MLFLOW_TRACKING_PASSWORD is set, but not MLFLOW_TRACKING_USERNAME", failure.getMessage());
  }

  @Test
  void file_thatIsNotThere_isNamed() {
    TrackingException failure =
        assertThrows(
            TrackingException.class,
            () ->
                tell(
                    environment(
                        "MLFLOW_TRACKING_TOKEN_FILE", folder.resolve("nothing").toString())));
    assertTrue(
        failure.getMessage().startsWith("MLFLOW_TRACKING_TOKEN_FILE names "), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ann:planted-password-7f3a@127.0.0.1:5000",
        "http://127.0.0.1:5000/?token=planted-token-91bc",
        "ann:planted-password-7f3a@host",
        "http://ann:planted password-7f3a@host",
        "sqlite:///planted-token-91bc.db",
        "http://host#planted-token-91bc",
        "planted-token-91bc"
      })
  void address_holdingASecretOrNone_isRefusedWithoutRepeatingIt(String text) {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> MlflowAddress.parse("MLFLOW_TRACKING_URI", text));
    assertFalse(whole(failure).contains("planted"), failure.getMessage());
    assertTrue(failure.getMessage().startsWith("MLFLOW_TRACKING_URI "), failure.getMessage());
  }

  @Test
  void address_withAPath_keepsIt() {
    assertEquals(
        "https://host:8443/mlflow",
        MlflowAddress.parse("--to", " https://host:8443/mlflow/ ").toString());
  }

  /** Planted secrets, whatever the server does with them. */
  @Test
  void secrets_appearNowhere() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    StringBuilder heard = new StringBuilder();
    List<Map<String, String>> all =
        List.of(
            environment("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", PASSWORD),
            environment("MLFLOW_TRACKING_TOKEN", TOKEN));
    for (Map<String, String> environment : all) {
      heard.append(MlflowAccess.of(environment)).append(MlflowCredentials.of(environment));
      tell(environment);
      for (Fault fault :
          List.of(
              Fault.TOO_MANY,
              Fault.ERROR,
              Fault.GARBAGE,
              Fault.SILENCE,
              Fault.HALF_AN_ANSWER,
              Fault.CUT)) {
        fake.fail(() -> fault);
        heard.append(whole(assertThrows(TrackingException.class, () -> tell(environment))));
      }
      fake.fail(() -> Fault.NONE);
    }
    // A server that repeats what it was shown.
    fake.require("Basic somebody else");
    all.forEach(
        environment ->
            heard.append(whole(assertThrows(TrackingException.class, () -> tell(environment)))));
    root.detachAppender(log);
    log.list.forEach(event -> heard.append(event.getFormattedMessage()));
    heard.append(fake.requests()).append(fake.everything());
    for (String secret : List.of(PASSWORD, TOKEN, BASIC)) {
      assertFalse(heard.toString().contains(secret), secret);
    }
    assertTrue(
        heard.toString().contains("you showed Basic ***"),
        "the server's words are told, the secret covered");
  }

  private static String whole(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
