package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.worker.Main;
import dev.aftlab.worker.Shell;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Interruption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small quickstart, one seed, on the server inside the process: seven arms, twenty distinct
 * steps.
 */
@Tag("integration")
class RunCommandTest {
  private static final int ARMS = 7;
  private static final int STEPS = 20;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private static String[] small(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "quickstart"));
    for (String setting :
        List.of(
            "seeds=[3]",
            "data.train.count=64",
            "data.test.count=40",
            "vft.epochs=1",
            "sampling.shardQuestions=40",
            "evaluation.shardQuestions=25",
            "evaluation.assessment.questions=20",
            "align.training.epochs=1",
            "report.resamples=200",
            "arms.boundary.align.loss.constraint={type: boundary, beta: {type: auto, fallback:"
                + " 0.3}}")) {
      words.addAll(List.of("--set", setting));
    }
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void run_again_reusesEveryStepAndPrintsTheSame() throws IOException {
    Shell shell = new Shell(folder);

    Shell.Said first = shell.aft(small("run", "--json"));
    assertEquals(ExitCodes.DONE, first.code(), first.err());
    assertEquals(STEPS, first.json().get("receipt").get("executed").asInt());
    Path run = Path.of(first.json().get("folder").asText());
    for (String file : List.of("run.json", "resolved.json", "report.md", "results.json")) {
      assertTrue(Files.size(run.resolve(file)) > 0, file);
    }

    Shell.Said second = shell.aft(small("run", "--json"));
    assertEquals(ExitCodes.DONE, second.code(), second.err());
    JsonNode receipt = second.json().get("receipt");
    assertEquals(0, receipt.get("executed").asInt());
    assertEquals(receipt.get("requested").asInt(), receipt.get("reused").asInt());
    assertEquals(
        withoutReceipt(first.json().get("results")), withoutReceipt(second.json().get("results")));

    assertEquals(
        STEPS, shell.aft(small("plan", "--json")).json().get("steps").get("reused").asInt());
    JsonNode listed = shell.aft("ls", "--json").json();
    assertEquals(2, listed.size());
    assertEquals("done", listed.get(0).get("state").asText());
    assertEquals(ARMS, listed.get(0).get("arms").asInt());
    Shell.Said table = shell.aft("report");
    assertEquals(ExitCodes.DONE, table.code(), table.err());
    assertTrue(table.out().contains("boundary"), table.out());
    assertEquals(
        withoutReceipt(first.json().get("results")),
        withoutReceipt(shell.aft("report", "latest", "--json").json()));
  }

  @Test
  void run_interrupted_stopsSoonAndShowsHowToResume() throws Exception {
    Interruption interruption = new Interruption();
    StringWriter out = new StringWriter();
    CommandContext session =
        new CommandContext(
            new PrintWriter(out), new PrintWriter(out), Map.of(), folder, false, interruption);
    CompletableFuture<Integer> run = new CompletableFuture<>();
    // A thread of its own: the server inside the process needs the common pool.
    Thread.ofPlatform()
        .start(() -> run.complete(Main.execute(List.of(small("run", "--slots", "1")), session)));
    awaitWork(run);

    long asked = System.nanoTime();
    interruption.request();
    int code = run.join();
    Duration took = Duration.ofNanos(System.nanoTime() - asked);

    assertEquals(ExitCodes.INTERRUPTED, code, out.toString());
    assertTrue(took.compareTo(STOP_WITHIN) < 0, () -> "stopping took " + took);
    assertTrue(
        out.toString().contains("Resume with the same command: aft run quickstart"),
        out.toString());
    assertEquals(
        "interrupted", new Shell(folder).aft("ls", "--json").json().get(0).get("state").asText());
  }

  /** Until the store contains files of an active step. */
  private void awaitWork(CompletableFuture<Integer> run) throws Exception {
    Path work = folder.resolve(".aft/store/work");
    while (!run.isDone() && !Files.isDirectory(work)) {
      Thread.sleep(20);
    }
  }

  @Test
  void run_withTooFewPairsForBeta_failsThatArmAndTablesTheOthers() {
    Shell shell = new Shell(folder);
    Shell.Said said =
        shell.aft(
            small(
                "run",
                "--set",
                "arms.boundary.align.loss.constraint.beta={type: auto, questions: 5, fallback:"
                    + " null}"));
    assertEquals(ExitCodes.FAILED, said.code(), said.out());
    assertTrue(said.err().contains("pairs"), said.err());
    assertTrue(said.err().contains("boundary seed 3"), said.err());
    assertTrue(said.out().contains("detached"), said.out());
    assertEquals("failed", shell.aft("ls", "--json").json().get(0).get("state").asText());
  }

  private static JsonNode withoutReceipt(JsonNode results) {
    return results
        .<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy()
        .without(List.of("receipt"));
  }
}
