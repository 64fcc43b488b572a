package dev.aftlab.activities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.activities.step.BaseModels;
import dev.aftlab.activities.step.InputFacts;
import dev.aftlab.activities.store.CommitRequest;
import dev.aftlab.activities.store.Lease;
import dev.aftlab.activities.store.LeaseAttempt;
import dev.aftlab.activities.store.LeaseOwner;
import dev.aftlab.activities.store.LocalArtifactStore;
import dev.aftlab.activities.tracking.MetricJournal;
import dev.aftlab.activities.tracking.MetricPoint;
import dev.aftlab.activities.tracking.TrackedStep;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.experiments.plan.Fingerprint;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.spec.Catalog;
import dev.aftlab.experiments.spec.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of one seed whose VFT training is done and nothing else. */
final class CurvesTest {
  @TempDir Path folder;
  private LocalArtifactStore store;
  private Plan plan;
  private Fingerprint vft;

  /** Remembers what it was told. */
  private static final class Memory implements Tracker {
    private final List<String> curves = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();

    @Override
    public void mirror(TrackedStep step, List<MetricPoint> points) {
      curves.add(step.run() + "/" + step.arm() + " " + points.size());
    }

    @Override
    public void facts(TrackedStep step, SortedMap<String, String> told) {
      facts.add(step.arm() + " " + told);
    }
  }

  @BeforeEach
  void train() throws IOException {
    store = new LocalArtifactStore(folder.resolve("store"), Clock.systemUTC());
    List<SpecReader.Override> overrides = List.of(SpecReader.Override.parse("seeds=[3]"));
    InputFacts facts = new InputFacts(new BaseModels(folder.resolve("cache"), folder), folder);
    plan = Planner.plan(SpecReader.read("quickstart", Catalog.yaml("quickstart"), overrides), facts);
    vft = plan.distinctArms().stream().map(List::getFirst).flatMap(arm -> arm.steps().vft().stream()).findFirst().orElseThrow();
    Lease lease = ((LeaseAttempt.Acquired) store.acquire(vft.value(), LeaseOwner.here("test"))).lease();
    Path staging = store.stage(lease);
    MetricJournal journal = new MetricJournal();
    journal.append(0, Instant.EPOCH, new TreeMap<>(Map.of("loss", 2.0)));
    journal.append(1, Instant.EPOCH, new TreeMap<>(Map.of("loss", 1.0)));
    journal.writeTo(staging.resolve("journal.jsonl"));
    TreeMap<String, String> told = new TreeMap<>(Map.of("steps", "2"));
    store.commit(lease, new CommitRequest("train", vft.value(), 1, "VFT", List.of(), "{}", Cost.NONE, told, new TreeMap<>()), staging);
  }

  /** Every arm of the quickstart but the base model. */
  private List<String> armsWithVft() {
    return plan.distinctArms().stream().map(List::getFirst).filter(arm -> !arm.name().equals("base")).map(PlannedArm::title).toList();
  }

  @Test
  void curve_ofASharedStep_appearsInEachArm() {
    Memory memory = new Memory();
    new Curves(store, plan).mirror("run-1", memory);
    assertEquals(6, armsWithVft().size());
    assertEquals(armsWithVft().stream().map(arm -> "run-1/" + arm + " 2").toList(), memory.curves);
    assertEquals(armsWithVft().stream().map(arm -> arm + " {steps=2}").toList(), memory.facts);
  }

  @Test
  void journal_damaged_isLeftOut() throws IOException {
    Files.writeString(store.open(store.find("train", vft.value()).orElseThrow()).resolve("journal.jsonl"), "x");
    Memory memory = new Memory();
    new Curves(new LocalArtifactStore(folder.resolve("store"), Clock.systemUTC()), plan).mirror("run-1", memory);
    assertEquals(List.of(), memory.curves);
  }

  @Test
  void tracker_failing_doesNotFailTheRun() {
    List<String> asked = new ArrayList<>();
    Tracker full =
        new Tracker() {
          @Override
          public void mirror(TrackedStep step, List<MetricPoint> points) {
            asked.add(step.arm());
            throw new UncheckedIOException(new IOException("No space left on device"));
          }

          @Override
          public void facts(TrackedStep step, SortedMap<String, String> told) {
            throw new AssertionError("no facts without a curve");
          }
        };
    new Curves(store, plan).mirror("run-1", full);
    assertEquals(armsWithVft(), asked);
  }
}
