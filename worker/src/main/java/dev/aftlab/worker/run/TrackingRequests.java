package dev.aftlab.worker.run;

import dev.aftlab.workflows.activity.TrackingRequest;
import dev.aftlab.workflows.activity.TrackingTarget;
import java.time.Instant;

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
        run.endNow());
  }
}
