package dev.aftlab.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.input.PinnedInputs;
import dev.aftlab.activities.model.AllowedPaths;
import dev.aftlab.activities.model.BaseModels;
import dev.aftlab.activities.store.LocalStore;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.plan.Planner;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTextTest {
  @TempDir private Path folder;
  private Plan space;

  @BeforeEach
  void planTheQuickstart() {
    AllowedPaths paths = AllowedPaths.of(folder);
    BaseModels models =
        new BaseModels(
            LocalStore.open(folder.resolve("store"), Clock.systemUTC()).artifacts(),
            folder.resolve("cache"),
            paths);
    space =
        Planner.plan(
            SpecReader.read("quickstart", Catalog.yaml("quickstart"), List.of()).spec(),
            new PinnedInputs(models, paths));
  }

  private static String summary(PlanReview review) {
    StringWriter text = new StringWriter();
    new PlanText(new PrintWriter(text, true), false).summary(review);
    return text.toString();
  }

  @Test
  void firstPage_ofSomeArms_isSaidInTheSummary() {
    PlanReview all = PlanReview.of(space, space, "", step -> false);
    List<PlannedArm> first = space.arms().subList(0, 3);

    PlanReview paged = all.startingWith(space.only(first.stream().map(PlannedArm::id).toList()));

    assertTrue(summary(paged).contains("A run starts with 3 arms"), summary(paged));
    assertEquals(3, paged.asJson().firstPage());
    assertEquals(14, paged.asJson().distinctArms());
  }

  @Test
  void firstPage_ofAllArms_isNotSaid() {
    PlanReview all = PlanReview.of(space, space, "", step -> false).startingWith(space);

    assertFalse(summary(all).contains("starts with"), summary(all));
    assertEquals(14, all.asJson().firstPage());
  }
}
