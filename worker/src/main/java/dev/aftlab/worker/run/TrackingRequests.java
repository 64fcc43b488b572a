package dev.aftlab.worker.run;

import dev.aftlab.workflows.activity.RunEnding;
import dev.aftlab.workflows.activity.RunEnding.ArmFault;
import dev.aftlab.workflows.activity.RunEnding.How;
import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingTarget;
import dev.aftlab.workflows.sweep.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Creates tracking requests from the record of a run. */
public final class TrackingRequests {

  private TrackingRequests() {}

  public static TrackingRequest of(RunRecord run, TrackingTarget target) {
    return new TrackingRequest(
        run.space(),
        run.pages(),
        run.id(),
        Instant.parse(run.started()).toEpochMilli(),
        target,
        ending(run));
  }

  private static Optional<RunEnding> ending(RunRecord run) {
    return switch (run.stateNow()) {
      case RUNNING -> Optional.empty();
      case DONE -> Optional.of(ending(run, How.DONE));
      case FAILED -> Optional.of(ending(run, How.FAILED));
      case INTERRUPTED, LOST -> Optional.of(ending(run, How.STOPPED));
    };
  }

  private static RunEnding ending(RunRecord run, How how) {
    List<ArmFault> faults =
        run.notDone().stream().map(arm -> new ArmFault(arm.title(), arm.cause())).toList();
    return new RunEnding(how, run.receipt().map(Receipt::sentences).orElse(List.of()), faults);
  }
}
