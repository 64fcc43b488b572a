package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Control commands to a run on a real Temporal server, by {@code aft} and by Temporal's command
 * line.
 */
@Tag("slow")
final class ControlledRunTest {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private Path home;
  private Shell shell;
  private TemporalNamespace temporal;

  @BeforeEach
  void prepare() throws Exception {
    temporal = TemporalNamespace.create("controlled");
    home = folder.resolve(".aft");
    shell = new Shell(folder);
    try (InputStream in = ControlledRunTest.class.getResourceAsStream("endless.yaml")) {
      Files.copy(in, folder.resolve("endless.yaml"));
    }
  }

  private Shell.Said aft(String... words) {
    return shell.aft(temporal.environment(), words);
  }

  private String done(String... words) {
    Shell.Said said = aft(words);
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    return said.out();
  }

  private String refused(String... words) {
    Shell.Said said = aft(words);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.out() + said.err());
    return said.err();
  }

  private static void eventually(String what, BooleanSupplier seen, AftProcess worker)
      throws InterruptedException {
    Instant end = Instant.now().plus(LONGEST);
    while (!seen.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), () -> what + " was not seen:\n" + worker.output());
      Thread.sleep(200);
    }
  }

  private JsonNode status() {
    return aft("status", "--json").json();
  }

  /** The training that does not end. */
  private JsonNode training() {
    for (JsonNode step : status().get("steps")) {
      if (step.get("working").asBoolean() && step.get("total").asLong() > 1_000) {
        return step;
      }
    }
    return MissingNode.getInstance();
  }

  private long checkpoint() {
    long newest = 0;
    for (JsonNode step : status().get("steps")) {
      newest = Math.max(newest, step.get("checkpoint").asLong(0));
    }
    return newest;
  }

  @Test
  void controlCommands_areAppliedAndReported() throws Exception {
    try (AftProcess worker =
        AftProcess.start(
            home,
            temporal.environment(),
            "worker",
            "--slots",
            "2",
            "--checkpoint-every",
            "3600",
            "--identity",
            "gpu-box")) {
      String run =
          aft("run", "endless.yaml", "--no-worker", "--detach", "--json").json().get("id").asText();
      eventually("the endless training", () -> training().path("done").asLong() >= 3, worker);
      assertEquals("gpu-box", training().at("/workers/0").asText());
      assertEquals(0, checkpoint());
      eventually("the end of the short arm", () -> status().at("/arms/done").asInt() == 1, worker);

      // A checkpoint appears though none is due for an hour.
      assertTrue(done("checkpoint", run).contains("make a checkpoint"));
      eventually("the requested checkpoint", () -> checkpoint() > 0, worker);
      long asked = checkpoint();

      // Pausing stops the training, with a checkpoint later than that one.
      assertTrue(
          done("pause", run, "--identity", "ada", "--reason", "disk is being moved")
              .contains("paused: 1 arm releases its steps"));
      eventually(
          "the training's stop", () -> training().isMissingNode() && checkpoint() > asked, worker);
      long stopped = checkpoint();
      assertEquals("paused", status().get("state").asText());
      assertTrue(done("status").contains("paused by ada: disk is being moved"));
      assertTrue(refused("pause", run).contains("the run is paused already"));
      assertEquals(
          run,
          aft("ls", "--experiment", "endless", "--state", "paused", "--json")
              .json()
              .at("/0/id")
              .asText());
      assertEquals(
          1,
          temporal.count(
              "AftState = 'paused' AND AftRun = '" + run + "' AND AftExperiment = 'endless'"));

      // Temporal's own command line does the same.
      String grace = "{\"by\":\"grace\",\"reason\":\"it is back\"}";
      temporal.cli(
          "workflow",
          "update",
          "execute",
          "--workflow-id",
          "sweep-" + run,
          "--name",
          "resume",
          "--input",
          grace);
      eventually("the training's return", () -> training().path("done").asLong() > stopped, worker);

      assertTrue(done("retries", run, "60").contains("60 attempts"));
      assertTrue(refused("retries", run, "60").contains("must be between 61 and 100000"));
      assertTrue(
          refused("stop", run, "--arm", "nobody")
              .contains("arm 'nobody' has ended already, or there is none"));
      assertTrue(
          done(
                  "stop",
                  run,
                  "--arm",
                  "endless seed 5",
                  "--identity",
                  "ada",
                  "--reason",
                  "long enough")
              .contains("is being stopped"));

      String watched = done("watch", run);
      for (String line :
          List.of(
              "short",
              "paused by ada: disk is being moved",
              "resumed by grace: it is back",
              "stopped endless seed 5 by ada: long enough")) {
        assertTrue(watched.contains(line), () -> line + " is not in\n" + watched);
      }
      assertTrue(
          Files.readString(home.resolve("runs").resolve(run).resolve("report.md"))
              .contains("paused by ada: disk is being moved"));
      assertEquals(1, status().at("/arms/cancelled").asInt());
      assertEquals(1, aft("ls", "--state", "done", "--json").json().size());
      assertEquals(3, temporal.count("AftRun = '" + run + "'"), "the run and its two arms");
      assertTrue(refused("pause", run).contains("has ended"));
    }
  }

  @Test
  void run_stopped_endsAndKeepsCompletedSteps() throws Exception {
    try (AftProcess worker =
        AftProcess.start(home, temporal.environment(), "worker", "--slots", "2")) {
      String run =
          aft(
                  "run",
                  "endless.yaml",
                  "--no-worker",
                  "--detach",
                  "--heartbeat-timeout",
                  "5",
                  "--retries",
                  "7",
                  "--json")
              .json()
              .get("id")
              .asText();
      eventually("the endless training", () -> training().path("done").asLong() >= 1, worker);

      assertTrue(done("stop", "latest").contains("is being stopped"));

      eventually("the end", () -> status().get("state").asText().equals("stopped"), worker);
      Shell.Said watched = aft("watch", run);
      assertEquals(ExitCodes.INTERRUPTED, watched.code(), watched.err());
      assertTrue(
          watched.out().contains("Resume with the same command: aft run endless.yaml"),
          watched.out());
    }
  }

  @Test
  void training_ofAReplacedVersion_continuesOnTheNextVersionsWorkers() throws Exception {
    try (AftProcess first = versioned("first", "1")) {
      makeCurrent("1", first);
      done("run", "endless.yaml", "--no-worker", "--detach", "--heartbeat-timeout", "5");
      eventually("the endless training", () -> training().path("done").asLong() >= 1, first);
      assertEquals("first", training().at("/workers/0").asText());
      try (AftProcess second = versioned("second", "2")) {
        makeCurrent("2", second);
        first.interrupt();
        eventually(
            "the training with the second version",
            () -> training().at("/workers/0").asText().equals("second"),
            second);
        done("stop", "latest");
        eventually("the end", () -> status().get("state").asText().equals("stopped"), second);
      }
    }
  }

  private AftProcess versioned(String identity, String build) {
    return AftProcess.start(
        home,
        temporal.environment(),
        "worker",
        "--slots",
        "2",
        "--identity",
        identity,
        "--deployment",
        "aft",
        "--build-id",
        build);
  }

  /** A server knows a version once its workers have polled. */
  private void makeCurrent(String build, AftProcess worker) throws InterruptedException {
    String[] words = {
      "worker",
      "deployment",
      "set-current-version",
      "--deployment-name",
      "aft",
      "--build-id",
      build,
      "--yes"
    };
    eventually("version " + build, () -> temporal.succeeds(words), worker);
  }
}
