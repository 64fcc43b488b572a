package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.aftlab.experiments.result.ArmResult;
import dev.aftlab.experiments.search.History;
import dev.aftlab.experiments.search.Searcher;
import dev.aftlab.experiments.search.Trial;
import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.workflows.WorkflowIds;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.RunTimings;
import dev.aftlab.workflows.activity.StepRef;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingSummary;
import dev.aftlab.workflows.activity.TrackingTarget;
import dev.aftlab.workflows.pipeline.PipelineWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs whose later pages depend on the results of earlier ones. */
@Timeout(120)
class PagesTest {

  private final Lab lab = new Lab();

  /** Five arms on a line; every second one first, then the neighbours of the best. */
  @BeforeEach
  void searchOnALine() {
    IntStream.range(0, 5).forEach(arm -> lab.shortArm("vft", "arm " + arm));
    lab.pages.searcher = new NeighboursOfTheBest();
    lab.pages.objective = arm -> arm == 2 ? 0.9 : 0.1 * arm;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  /** A page of every second arm, then one of the neighbours of its best arm. */
  private static final class NeighboursOfTheBest implements Searcher {
    @Override
    public Page next(List<ArmId> space, History history) {
      if (history.trials().isEmpty()) {
        return new Page(space.stream().filter(arm -> arm.seed() % 2 == 0).toList(), false);
      }
      long best =
          history.trials().stream().max(Comparator.comparing(this::value)).stream()
              .flatMap(trial -> trial.arms().stream())
              .findFirst()
              .orElseThrow()
              .seed();
      return new Page(
          space.stream().filter(arm -> Math.abs(arm.seed() - best) == 1).toList(), true);
    }

    private double value(Trial trial) {
      return switch (trial.outcome()) {
        case Trial.Outcome.Completed completed -> completed.objective();
        case Trial.Outcome.Failed failed -> Double.NEGATIVE_INFINITY;
      };
    }
  }

  @Test
  void secondPage_requested_dependsOnTheResultsOfTheFirst() {
    SweepResult result = lab.run(lab.request("search", 2));

    assertEquals(List.of("plan of [0, 2, 4]", "plan of [1, 3]"), result.pages());
    assertEquals(5, result.total());
    assertEquals(5, result.done());
    List<Trial> seen = lab.pages.histories.getFirst().trials();
    assertEquals(
        List.of(
            new Trial(0, List.of(FakePages.id(0)), new Trial.Outcome.Completed(0)),
            new Trial(1, List.of(FakePages.id(2)), new Trial.Outcome.Completed(0.9)),
            new Trial(2, List.of(FakePages.id(4)), new Trial.Outcome.Completed(0.4))),
        seen);
    assertEquals(1, lab.pages.histories.size());
    // The last trial is arm 3: numbers continue over the pages.
    assertEquals("arm 3", title("search", 4));
    assertEquals(6, result.receipt().executed());
  }

  private String title(String run, int trial) {
    return lab.client()
        .newWorkflowStub(PipelineWorkflow.class, WorkflowIds.arm(run, trial))
        .progress()
        .title();
  }

  @Test
  void failedArm_ofTheFirstPage_hasNoObjectiveAndTheSearchContinues() {
    doAnswer(call -> finish(call.getArgument(0))).when(lab.frame).finish(any());

    SweepResult result = lab.run(lab.request("failing", 3));

    // Arm 2 failed, so that arm 4 is the best of the others: its only neighbour is arm 3.
    assertEquals(List.of("plan of [0, 2, 4]", "plan of [3]"), result.pages());
    assertEquals(
        new Trial.Outcome.Failed(), lab.pages.histories.getFirst().trials().get(1).outcome());
    assertEquals(4, result.total());
    assertEquals(1, result.failed());
    assertEquals(1, result.notDone().getFirst().index());
  }

  private Object finish(StepRef step) {
    if (step.fingerprint().equals(lab.step("evaluate arm 2"))) {
      throw new Failure.TooFewPairs("12 of 50 pairs").thrown();
    }
    return lab.commit(step);
  }

  @Test
  void run_continuedAsNewBetweenArms_runsTheSamePages() {
    RunTimings short20 = new RunTimings(1_000, 60_000, 20);

    SweepResult result = lab.run(lab.request("renewed", 1).withPace(short20));

    assertEquals(List.of("plan of [0, 2, 4]", "plan of [1, 3]"), result.pages());
    assertEquals(5, result.done());
    assertEquals(6, result.receipt().executed());
    assertEquals(1, lab.pages.histories.size());
    long parts =
        lab
            .client()
            .fetchHistory(WorkflowIds.sweep("renewed"))
            .getHistory()
            .getEventsList()
            .stream()
            .filter(event -> event.hasWorkflowExecutionStartedEventAttributes())
            .filter(
                event ->
                    !event
                        .getWorkflowExecutionStartedEventAttributes()
                        .getContinuedExecutionRunId()
                        .isEmpty())
            .count();
    assertEquals(1, parts, "the last part of the run was not continued from another");
  }

  @Test
  void run_terminatedInItsSecondPageAndStartedAgain_runsTheSameArms() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicBoolean go = new AtomicBoolean();
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              if (step.fingerprint().equals(lab.step("evaluate arm 3")) && !go.get()) {
                running.incrementAndGet();
                throw new Failure.TransientError("not yet").thrown();
              }
              return lab.commit(step);
            })
        .when(lab.frame)
        .finish(any());
    WorkflowStub first = lab.start(lab.request("killed", 5));
    assertTrue(Lab.eventually(() -> running.get() > 0));
    first.terminate("its process was killed");
    assertThrows(WorkflowFailedException.class, () -> first.getResult(SweepResult.class));
    go.set(true);

    SweepResult result = lab.run(lab.request("again", 5));

    assertEquals(List.of("plan of [0, 2, 4]", "plan of [1, 3]"), result.pages());
    assertEquals(5, result.done());
    for (int arm = 0; arm < 5; arm++) {
      assertEquals(1, lab.executions(lab.step("evaluate arm " + arm)), "arm " + arm);
    }
  }

  @Test
  void resultLostBeforeTheNextPage_isMadeAgainBeforeTheSearcherSeesIt() {
    AtomicBoolean lost = new AtomicBoolean();
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              Object outcome = lab.commit(step);
              if (step.fingerprint().equals(lab.step("evaluate arm 2"))
                  && lost.compareAndSet(false, true)) {
                lab.store.remove(step.fingerprint());
              }
              return outcome;
            })
        .when(lab.frame)
        .finish(any());

    SweepResult result = lab.run(lab.request("lost", 3));

    assertEquals(List.of("plan of [0, 2, 4]", "plan of [1, 3]"), result.pages());
    assertEquals(5, result.done());
    assertEquals(2, lab.executions(lab.step("evaluate arm 2")));
  }

  @Test
  void searcher_withoutAnotherPage_endsTheRun() {
    lab.pages.searcher =
        (space, history) ->
            history.trials().isEmpty()
                ? new Searcher.Page(space.subList(0, 2), false)
                : Searcher.Page.END;

    SweepResult result = lab.run(lab.request("ended", 2));

    assertEquals(List.of("plan of [0, 1]"), result.pages());
    assertEquals(2, result.total());
  }

  @Test
  void armOfALaterPage_stoppedByItsNumber_isStopped() {
    SweepRequest request = lab.request("stopped", 1);
    SweepWorkflow sweep =
        lab.client().newWorkflowStub(SweepWorkflow.class, WorkflowIds.sweep("stopped"));
    AtomicBoolean go = new AtomicBoolean();
    lab.trainingsWait(new AtomicInteger(), go);
    WorkflowStub run = lab.start(request);
    sweep.stopArm(new StopRequest("4", "ada", "not needed"));
    go.set(true);

    SweepResult result = run.getResult(SweepResult.class);

    assertEquals(4, result.done());
    assertEquals(List.of("arm 3"), result.notDone().stream().map(ArmResult::title).toList());
  }

  @Test
  void trackedRun_withTwoPages_isShownWithBoth() {
    List<TrackingRequest> shown = new CopyOnWriteArrayList<>();
    doAnswer(
            call -> {
              shown.add(call.getArgument(0));
              return new TrackingSummary("a notebook", 1, 1, 1);
            })
        .when(lab.track)
        .complete(any());

    lab.run(lab.request("tracked", 2).tracked(TrackingTarget.FOLDER));

    lab.client()
        .newUntypedWorkflowStub(WorkflowIds.tracking("tracked"))
        .getResult(TrackingSummary.class);
    assertEquals(List.of("plan of [0, 2, 4]", "plan of [1, 3]"), shown.getFirst().pages());
    assertEquals(FakePages.SPACE, shown.getFirst().space());
  }
}
