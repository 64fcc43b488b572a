package dev.aftlab.activities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.Stage;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A heart beats for work whose thread hangs: the server must hear of it nevertheless, by the heart
 * and not by the heartbeat timeout.
 */
@Timeout(60)
final class HeartbeatThreadTest {

  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(50);

  private final StalledWorkCounter hungWork = new StalledWorkCounter();
  private final AtomicInteger renewals = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private TestWorkflowEnvironment server;

  /** A training of which nothing but its liveness matters. */
  @ActivityInterface
  public interface Training {
    /** Says which attempt did it. */
    int train();
  }

  /** Asks for the training. */
  @WorkflowInterface
  public interface Run {
    /** Says which attempt did it. */
    @WorkflowMethod
    int run();
  }

  /** Tries as often as it takes. */
  public static final class RunImpl implements Run {
    private final Training training =
        Workflow.newActivityStub(
            Training.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(5))
                .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
                .setRetryOptions(
                    RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(100)).build())
                .build());

    @Override
    public int run() {
      return training.train();
    }
  }

  /** The first attempt hangs until it is released; the second ends at once. */
  private final class HangsOnce implements Training {
    private volatile boolean stopWasRequested;

    @Override
    public int train() {
      int attempt = Activity.getExecutionContext().getInfo().getAttempt();
      StageTimeouts deadlines = new StageTimeouts(Map.of("train", DEADLINE));
      try (HeartbeatThread heart =
          new HeartbeatThread(
              Activity.getExecutionContext(),
              renewals::incrementAndGet,
              () -> false,
              deadlines,
              hungWork)) {
        heart.onProgress(Progress.of(Stage.TRAIN, 3, 10));
        if (attempt == 1) {
          hang();
          stopWasRequested = heart.stopRequested();
        }
        return attempt;
      }
    }

    private void hang() {
      try {
        assertTrue(release.await(50, TimeUnit.SECONDS));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @BeforeEach
  void start() {
    server = TestWorkflowEnvironment.newInstance();
  }

  @AfterEach
  void close() {
    release.countDown();
    server.close();
  }

  private Run run(Training training) {
    Worker worker = server.newWorker("hearts");
    worker.registerWorkflowImplementationTypes(RunImpl.class);
    worker.registerActivitiesImplementations(training);
    server.start();
    return server
        .getWorkflowClient()
        .newWorkflowStub(Run.class, WorkflowOptions.newBuilder().setTaskQueue("hearts").build());
  }

  @Test
  void stalledWork_isFailedByItsHeartbeatThreadAndRetriedWhileItsThreadIsStuck()
      throws InterruptedException {
    HangsOnce training = new HangsOnce();

    int attempt = run(training).run();

    assertEquals(2, attempt);
    assertEquals(1, hungWork.count(), "the slot is lost as long as the thread hangs");
    int renewed = renewals.get();
    Thread.sleep(1_200);
    assertEquals(renewed, renewals.get(), "the lease of hung work is not renewed");

    release.countDown();
    for (int turn = 0; turn < 500 && hungWork.count() > 0; turn++) {
      Thread.sleep(10);
    }
    assertEquals(0, hungWork.count(), "the thread came back");
    assertTrue(training.stopWasRequested, "what comes back is told to stop");
  }
}
