package dev.aftlab.worker.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.AftProcess;
import dev.aftlab.worker.PrivateTemporal;
import dev.aftlab.worker.SmallExperiment;
import dev.aftlab.workflows.TaskQueues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detects queues without workers on a real server. */
@Tag("slow")
final class QueuePollersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HINT = "no progress: no worker polls the task ";

  @TempDir private Path folder;

  @Test
  void unpolled_asWorkersCome_namesTheQueuesThatHaveNone() throws Exception {
    try (PrivateTemporal server = PrivateTemporal.start(folder.resolve("temporal"));
        RemoteTemporal temporal = RemoteTemporal.connect(server.environment(), Optional.empty())) {
      QueuePollers pollers = new QueuePollers(temporal.client());
      assertEquals(List.of(TaskQueues.CONTROL, TaskQueues.GPU), pollers.unpolled());
      try (AftProcess control =
          AftProcess.start(
              folder.resolve("home"), server.environment(), "worker", "--queue", "control")) {
        assertTrue(becomes(pollers, List.of(TaskQueues.GPU)), control::output);
        try (AftProcess gpu =
            AftProcess.start(
                folder.resolve("home"), server.environment(), "worker", "--queue", "gpu")) {
          assertTrue(becomes(pollers, List.of()), gpu::output);
        }
      }
    }
  }

  @Test
  void run_withoutAnyWorker_namesTheUnpolledQueues() throws Exception {
    Path file = SmallExperiment.get().file();
    try (PrivateTemporal server = PrivateTemporal.start(folder.resolve("temporal"));
        AftProcess run =
            AftProcess.start(
                folder.resolve("home"),
                server.environment(),
                "run",
                file.toString(),
                "--no-worker")) {
      String both = HINT + "queues " + TaskQueues.CONTROL + ", " + TaskQueues.GPU;
      assertTrue(run.when(() -> run.output().contains(both)), run::output);
      try (AftProcess control =
          AftProcess.start(
              folder.resolve("home"), server.environment(), "worker", "--queue", "control")) {
        assertTrue(
            run.when(() -> run.output().contains(HINT + "queue " + TaskQueues.GPU)),
            () -> run.output() + control.output());
      }
    }
  }

  private static boolean becomes(QueuePollers pollers, List<String> expected)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (pollers.unpolled().equals(expected)) {
        return true;
      }
      Thread.sleep(200);
    }
    return false;
  }
}
