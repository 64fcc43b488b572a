package dev.aftlab.worker.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.aftlab.worker.temporal.RedactingFailureConverter;
import dev.aftlab.workflows.activity.Failure;
import io.temporal.common.converter.DataConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted secrets must not leak. */
final class SecretsTest {

  @TempDir private Path folder;

  private Secrets planted() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "planted-in-a-file\n");
    return Secrets.of(
        Map.of(
            "TEMPORAL_API_KEY", "planted-api-key",
            "MLFLOW_TRACKING_PASSWORD", "planted-api-key-longer",
            "MLFLOW_TRACKING_TOKEN_FILE", file.toString(),
            "AWS_SECRET_ACCESS_KEY", "abc",
            "HOME", "/home/ada"));
  }

  @Test
  void text_withSecrets_losesOnlyThem() throws IOException {
    assertEquals(
        "401 for •••, •••, ••• from /home/ada: abc",
        planted()
            .hide(
                "401 for planted-api-key, planted-api-key-longer, planted-in-a-file from /home/ada:"
                    + " abc"));
  }

  @Test
  void failure_withASecretInItsCause_reachesNoHistory() throws IOException {
    DataConverter converter = RedactingFailureConverter.converter(planted());
    IOException cause = new IOException("refused the key planted-api-key");
    String sent =
        converter
            .exceptionToFailure(
                new Failure.TransientError("the server refused planted-in-a-file").thrown(cause))
            .toString();
    assertTrue(sent.contains("the server refused"), sent);
    assertFalse(sent.contains("planted"), sent);
  }

  @Test
  void log_ofTheProductsConfiguration_usesTheRedactingConverters() throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("aftlab.logs", folder.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Secrets.class.getResource("/logback.xml"));

    context.getLogger("a").warn("first\nsecond", new IOException("cause"));
    context.stop();

    String log = Files.readString(folder.resolve(Logging.FILE));
    assertTrue(log.contains("a - first\n  second\n"), log);
    assertTrue(log.contains("java.io.IOException: cause"), log);
    assertFalse(log.contains("PARSER_ERROR"), log);
  }
}
