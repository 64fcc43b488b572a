package dev.aftlab.workflows.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.activity.TrackingTarget;
import dev.aftlab.workflows.sweep.Lab;
import dev.aftlab.workflows.sweep.SweepRequest;
import dev.aftlab.workflows.sweep.SweepResult;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run's mirror: beside the run, after it, and whatever becomes of it. */
@Timeout(60)
class TrackingWorkflowTest {

  private final Lab lab = new Lab();
  private final LinkedBlockingQueue<TrackingRequest> completed = new LinkedBlockingQueue<>();

  @BeforeEach
  void remember() {
    lab.arm("boundary", 1);
    doAnswer(call -> complete(call.getArgument(0))).when(lab.track).complete(any());
  }

  private TrackingSummary complete(TrackingRequest request) {
    completed.add(request);
    return new TrackingSummary("a notebook", 1, 2, 3);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private SweepRequest tracked(String run) {
    return lab.request(run, 2).tracked(TrackingTarget.FOLDER);
  }

  private WorkflowStub mirror(String run) {
    return lab.client().newUntypedWorkflowStub(WorkflowIds.tracking(run));
  }

  @Test
  void trackedRun_thatEnds_isFollowedAndThenCompleted() throws Exception {
    SweepResult result = lab.run(tracked("good"));
    assertEquals(
        new TrackingSummary("a notebook", 1, 2, 3),
        mirror("good").getResult(TrackingSummary.class));
    TrackingRequest told = completed.take();
    assertEquals(Optional.of(result.end()), told.end());
    assertEquals("good", told.run());
    verify(lab.track).follow(any());
  }

  @Test
  void run_thatIsNotTracked_hasNoTrackingWorkflow() {
    lab.run(lab.request("quiet", 2));
    verify(lab.track, never()).follow(any());
    assertThrows(WorkflowNotFoundException.class, () -> mirror("quiet").describe());
  }

  @Test
  void unreachableTracker_isRetriedAfterTheRunHasEnded() {
    AtomicInteger attempts = new AtomicInteger();
    doAnswer(
            call -> {
              if (attempts.incrementAndGet() < 3) {
                throw new Failure.TrackerUnreachable("MLflow is away").thrown();
              }
              return complete(call.getArgument(0));
            })
        .when(lab.track)
        .complete(any());
    lab.run(tracked("patient"));
    mirror("patient").getResult(TrackingSummary.class);
    assertEquals(3, attempts.get());
  }

  @Test
  void tracking_thatStalls_delaysNoStep() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    doAnswer(
            call -> {
              never.await();
              return null;
            })
        .when(lab.track)
        .follow(any());
    long start = System.nanoTime();
    SweepResult result = lab.run(tracked("hanging"));
    assertEquals(1, result.done());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
    never.countDown();
  }

  @Test
  void cancelledRun_isCompletedAsStopped() throws Exception {
    AtomicInteger running = new AtomicInteger();
    doAnswer(
            call -> {
              Lab.workUntilCancelled(running);
              return null;
            })
        .when(lab.train)
        .train(any());
    WorkflowStub sweep = lab.start(tracked("stopped"));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    sweep.cancel();
    assertThrows(WorkflowFailedException.class, () -> sweep.getResult(SweepResult.class));
    mirror("stopped").getResult(TrackingSummary.class);
    assertEquals(Optional.of(RunEnd.Cancelled.whole()), completed.take().end());
  }

  @Test
  void terminatedRun_isFoundOutAndCompleted() throws Exception {
    AtomicInteger running = new AtomicInteger();
    doAnswer(
            call -> {
              Lab.workUntilCancelled(running);
              return null;
            })
        .when(lab.train)
        .train(any());
    WorkflowStub sweep = lab.start(tracked("killed"));
    assertTrue(Lab.eventually(() -> running.get() == 1));
    sweep.terminate("no more");
    mirror("killed").getResult(TrackingSummary.class);
    assertEquals(Optional.of(new RunEnd.Terminated()), completed.take().end());
  }

  @Test
  void run_thatContinuesAsNew_hasOneTrackingWorkflowUntilItsEnd() throws Exception {
    for (int arm = 0; arm < 12; arm++) {
      lab.arm("arm " + arm, 1);
    }
    lab.run(tracked("long").withPace(new RunTimings(1_000, 60_000, 20)));
    mirror("long").getResult(TrackingSummary.class);
    assertEquals(RunState.DONE, completed.take().end().orElseThrow().state());
    assertEquals(List.of(), List.copyOf(completed));
    verify(lab.track).follow(any());
  }
}
