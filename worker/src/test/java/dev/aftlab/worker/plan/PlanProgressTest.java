package dev.aftlab.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.StandardStreams;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanProgressTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private CommandContext session() {
    return CommandContext.of(
            new PrintWriter(new StringWriter()), new PrintWriter(err), Map.of(), folder)
        .with(
            new StandardStreams(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), true));
  }

  @Test
  void quickPlan_showsNoProgress() {
    try (PlanProgress progress = PlanProgress.start(session())) {
      progress.onProgress(Progress.of(Stage.PLAN, 1, 12_000));
    }
    assertEquals("", err.toString());
  }

  @Test
  void longPlan_showsProgress() throws InterruptedException {
    try (PlanProgress progress = PlanProgress.start(session())) {
      progress.onProgress(Progress.of(Stage.PLAN, 3_000, 12_000));
      Thread.sleep(2_500);
    }
    assertTrue(err.toString().contains("planning: 3,000 of 12,000 arms, 0:0"), err.toString());
  }
}
