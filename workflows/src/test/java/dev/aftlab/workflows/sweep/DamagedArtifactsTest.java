package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.aftlab.experiments.result.ArmEnd;
import dev.aftlab.experiments.result.FailureKind;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.StepRef;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was made and is found damaged or gone is made again in the same run, a bounded number of
 * times.
 */
@Timeout(120)
class DamagedArtifactsTest {

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  private Failure.CorruptArtifact gone(Fingerprint artifact) {
    return new Failure.CorruptArtifact(
        "artifact " + artifact.brief() + " is not in the store any more", artifact);
  }

  /** A step that needs another one's artifact and does not find it. */
  private Object needing(StepRef step, Fingerprint input) {
    if (!lab.store.containsKey(input)) {
      throw gone(input).thrown();
    }
    return lab.commit(step);
  }

  @Test
  void sharedInput_quarantinedByOneOfTwoReaders_isMadeAgainForBoth() {
    lab.arm("boundary", 1);
    lab.arm("detached", 1);
    Fingerprint vft = lab.step("train vft seed 1");
    Set<Fingerprint> first = ConcurrentHashMap.newKeySet();
    // Both have seen it when one puts it aside: neither finds it any more.
    CyclicBarrier both = new CyclicBarrier(2, () -> lab.store.remove(vft));
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              if (step.fingerprint().equals(vft)) {
                return lab.commit(step);
              }
              if (first.add(step.fingerprint())) {
                both.await(30, TimeUnit.SECONDS);
              }
              return needing(step, vft);
            })
        .when(lab.train)
        .train(any());

    SweepResult result = lab.run(lab.request("side-by-side", 2));

    assertEquals(2, result.done(), result.toString());
    assertEquals(2, lab.executions(vft));
    assertEquals(1, lab.executions(lab.step("train boundary seed 1")));
    assertEquals(1, lab.executions(lab.step("train detached seed 1")));
  }

  @Test
  void everyArtifactOfAnArm_damagedOneAfterTheOther_isMadeAgain() {
    lab.arm("boundary", 1);
    Fingerprint vft = lab.step("train vft seed 1");
    Fingerprint samples = lab.step("sample training seed 1");
    Fingerprint labels = lab.step("label training seed 1");
    Fingerprint assessment = lab.step("label assessment seed 1");
    Set<Fingerprint> lost = ConcurrentHashMap.newKeySet();
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              lose(lost, step.fingerprint().equals(labels) ? samples : vft);
              return needing(step, step.fingerprint().equals(labels) ? samples : vft);
            })
        .when(lab.label)
        .label(any());
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              if (step.fingerprint().equals(vft)) {
                return lab.commit(step);
              }
              lose(lost, labels);
              return needing(step, labels);
            })
        .when(lab.train)
        .train(any());
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              if (step.fingerprint().equals(lab.step("evaluate boundary seed 1"))) {
                lose(lost, assessment);
                return needing(step, assessment);
              }
              return lab.commit(step);
            })
        .when(lab.frame)
        .finish(any());

    SweepResult result = lab.run(lab.request("one-after-the-other", 1));

    assertEquals(1, result.done(), result.toString());
    assertEquals(Set.of(vft, samples, labels, assessment), lost);
  }

  private void lose(Set<Fingerprint> lost, Fingerprint artifact) {
    if (lost.add(artifact)) {
      lab.store.remove(artifact);
    }
  }

  @Test
  void input_damagedAgainAndAgain_endsTheArmAfterThreeTimes() {
    lab.arm("boundary", 1);
    Fingerprint vft = lab.step("train vft seed 1");
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              if (!step.fingerprint().equals(vft)) {
                lab.store.remove(vft);
                throw gone(vft).thrown();
              }
              return lab.commit(step);
            })
        .when(lab.train)
        .train(any());

    SweepResult result = lab.run(lab.request("bad-disk", 1));

    assertEquals(FailureKind.CORRUPT_ARTIFACT, failed(result).cause().kind());
    assertEquals(3, lab.executions(vft));
  }

  @Test
  void results_missingWhenAllArmsHaveEnded_areMadeAgainBeforeTheRunEnds() {
    lab.arm("boundary", 1);
    lab.arm("detached", 1);
    Fingerprint damaged = lab.step("evaluate boundary seed 1");
    Fingerprint last = lab.step("evaluate detached seed 1");
    Set<Fingerprint> lost = ConcurrentHashMap.newKeySet();
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              if (step.fingerprint().equals(last)) {
                lose(lost, damaged);
              }
              return lab.commit(step);
            })
        .when(lab.frame)
        .finish(any());

    // One at a time: the first arm has ended when its result is lost.
    SweepResult result = lab.run(lab.request("at-the-end", 1));

    assertEquals(2, result.done(), result.toString());
    assertEquals(2, lab.executions(damaged));
    assertTrue(lab.store.containsKey(damaged));
    // 14 requests of two arms; 5 steps are shared, each arm has 2 of its own.
    assertEquals(
        new Receipt(14, 9, 5, 0, 9 * Lab.STEP_SECONDS, 5 * Lab.STEP_SECONDS), result.receipt());
  }

  @Test
  void results_repeatedlyMissing_failTheirArm() {
    lab.arm("boundary", 1);
    Fingerprint evaluation = lab.step("evaluate boundary seed 1");
    doAnswer(
            call -> {
              StepRef step = call.getArgument(0);
              Object outcome = lab.commit(step);
              if (step.fingerprint().equals(evaluation)) {
                lab.store.remove(evaluation);
              }
              return outcome;
            })
        .when(lab.frame)
        .finish(any());

    SweepResult result = lab.run(lab.request("never-stays", 1));

    assertEquals(1, result.failed(), result.toString());
    assertEquals(3, lab.executions(evaluation));
    assertTrue(failed(result).reason().contains("check the disk"), result.toString());
  }

  private static ArmEnd.Failed failed(SweepResult result) {
    return (ArmEnd.Failed) result.notDone().getFirst().end();
  }
}
