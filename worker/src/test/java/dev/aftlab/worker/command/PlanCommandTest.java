package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.dataset.reader.DataPaths;
import dev.aftlab.activities.dataset.reader.Datasets;
import dev.aftlab.experiments.spec.reader.SpecReader;
import dev.aftlab.worker.Shell;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plan of the sweep, derived independently. Points: 4 objectives × 5 β × 3 k × 3 seeds = 180. β
 * affects only the boundary, so that 3 × 3 × 3 = 27 arms of the other objectives remain, and 5 × 3
 * × 3 = 45 of the boundary: 72.
 *
 * <p>Distinct steps: 3 VFT and 72 alignments; samples in ranges of three, 9 of a training question
 * at most, so 3 ranges × 3 seeds, and 6 of a test question, so 2 ranges × 3 seeds: 15; labels once
 * per (k, seed) and once per seed for the assessment: 9 + 3; 72 evaluations. In all 174.
 *
 * <p>Requested, counting per point: 2 trainings (360), k/3 = 1, 2 or 3 ranges and 2 of the
 * assessment (60 × 6 + 180 × 2 = 720), 2 labels (360), 1 evaluation (180). In all 1,620.
 */
class PlanCommandTest {
  @TempDir private Path folder;

  @Test
  void sweep180_planned_hasTheDerivedCounts() {
    JsonNode plan = new Shell(folder).aft("plan", "sweep-180", "--json").json();
    assertEquals(180, plan.get("points").asInt());
    assertEquals(72, plan.get("distinctArms").asInt());
    assertCounts(plan.get("kinds").get("train"), 360, 75);
    assertCounts(plan.get("kinds").get("sample"), 720, 15);
    assertCounts(plan.get("kinds").get("label"), 360, 12);
    assertCounts(plan.get("kinds").get("evaluate"), 180, 72);
    assertCounts(plan.get("steps"), 1620, 174);
    assertEquals(174, plan.get("plan").size());
  }

  @Test
  void sweep180_planned_listsEquivalentPoints() {
    Shell.Said said = new Shell(folder).aft("plan", "sweep-180");
    assertEquals(ExitCodes.DONE, said.code());
    assertTrue(said.out().contains("180 points, 72 distinct arms"), said.out());
    // 27 arms of 5 points each.
    assertTrue(said.out().contains("135 points are equivalent to 27 distinct arms:"), said.out());
    assertTrue(
        said.out().contains("beta has no effect in rft, detached, unconstrained"), said.out());
    assertTrue(
        said.out().contains("rft [k=3]: beta=0.05, 0.1, 0.2, 0.3, 1 (seeds 20, 21, 22)"),
        said.out());
    assertTrue(said.out().contains("--all"), said.out());
  }

  @Test
  void sweep180_plannedInFull_listsEveryStep() {
    String out = new Shell(folder).aft("plan", "sweep-180", "--all").out();
    assertEquals(174, out.lines().filter(line -> line.startsWith("  new ")).count());
  }

  @Test
  void quickstart_withAnotherLearningRate_namesTheFieldWithBothValues() {
    JsonNode plan =
        new Shell(folder)
            .aft(
                "plan",
                "quickstart",
                "--set",
                "align.training.optimizer.learningRate=1e-4",
                "--json")
            .json();
    JsonNode boundary = step(plan, "train boundary, seed 20");
    assertEquals("changed", boundary.get("state").asText());
    JsonNode change = boundary.get("changes").get(0);
    assertEquals("training.optimizer.learningRate", change.get("field").asText());
    assertEquals(5e-4, change.get("before").asDouble());
    assertEquals(1e-4, change.get("after").asDouble());
  }

  /**
   * Eight alignments have the field; two continued trainings and ten evaluations follow from them.
   */
  @Test
  void quickstart_withAnotherLearningRate_groupsEqualChanges() {
    String out =
        new Shell(folder)
            .aft("plan", "quickstart", "--set", "align.training.optimizer.learningRate=1e-3")
            .out();
    List<String> lines = out.lines().filter(line -> line.startsWith("  changed ")).toList();
    assertEquals(
        List.of(
            "  changed training.optimizer.learningRate 5e-4 → 0.001: 8 steps",
            "  changed inputs: 12 steps"),
        lines);
    assertTrue(out.contains("  … and 4 more changed steps (--all lists them)"), out);
    assertTrue(out.contains("  … and 8 more changed steps (--all lists them)"), out);
  }

  @Test
  void quickstart_withFewerSamples_namesTheOtherInput() {
    String out = new Shell(folder).aft("plan", "quickstart", "--set", "sampling.k=3").out();
    assertTrue(out.contains("  changed input labels k=6 → labels k=3: "), out);
  }

  @Test
  void quickstart_withAnotherAlignLearningRate_reusesVft() {
    JsonNode plan =
        new Shell(folder)
            .aft(
                "plan",
                "quickstart",
                "--set",
                "align.training.optimizer.learningRate=1e-4",
                "--json")
            .json();
    assertEquals("new", step(plan, "train vft, seed 20").get("state").asText());
  }

  @Test
  void quickstart_withOtherQuestions_shortensDigests() throws IOException {
    Files.writeString(folder.resolve("mine.jsonl"), "{\"question\": \"1 + 1\", \"answer\": 2}\n");
    String digest =
        Datasets.digest(
            SpecReader.dataset("mine", "{type: jsonl, file: mine.jsonl}", List.of()),
            DataPaths.of(folder));
    Shell.Said said =
        new Shell(folder)
            .aft(
                "plan",
                "quickstart",
                "--set",
                "data.test={type: jsonl, file: mine.jsonl}",
                "--set",
                "model.prompt={separator: ' '}");
    assertTrue(said.out().contains(" → " + digest.substring(0, 10) + ", "), said.out());
    assertFalse(said.out().contains(digest), said.out());
    assertTrue(said.out().contains("prompt.separator '' → ' ', "), said.out());
  }

  @Test
  void experiment_withoutDescription_isListedByName() {
    assertEquals(
        "quickstart",
        new Shell(folder)
            .aft("plan", "quickstart", "--set", "description=''")
            .out()
            .lines()
            .findFirst()
            .orElseThrow());
  }

  private static JsonNode step(JsonNode plan, String title) {
    return StreamSupport.stream(plan.get("plan").spliterator(), false)
        .filter(step -> step.get("title").asText().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static void assertCounts(JsonNode counts, int requested, int distinct) {
    assertEquals(requested, counts.get("requested").asInt());
    assertEquals(distinct, counts.get("distinct").asInt());
    assertEquals(0, counts.get("reused").asInt());
  }
}
