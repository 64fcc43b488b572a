package dev.aftlab.activities;

import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.SearchActivities;
import io.temporal.activity.Activity;
import java.util.function.BooleanSupplier;

/** Searches on control workers. */
public final class SearchActivitiesImpl implements SearchActivities {

  /** A stalled search takes no slot from the work. */
  private final StalledWorkCounter stalled = new StalledWorkCounter();

  private final PagePlanner pages;
  private final BooleanSupplier processStops;

  public SearchActivitiesImpl(PagePlanner pages, BooleanSupplier processStops) {
    this.pages = pages;
    this.processStops = processStops;
  }

  @Override
  public NextPage next(NextPageRequest request) {
    try (HeartbeatThread heartbeats = heartbeats()) {
      return new NextPage(
          pages.next(request.space(), request.pages(), trials -> read(heartbeats, trials)));
    } catch (RuntimeException failure) {
      throw FailureTranslation.translate(failure);
    }
  }

  /** Reports how many results were read; throws when the activity is to stop. */
  private static void read(HeartbeatThread heartbeats, int trials) {
    heartbeats.onProgress("reading results, trial " + trials);
    if (heartbeats.stopRequested()) {
      throw heartbeats
          .ended()
          .orElseGet(() -> new Failure.TransientError("the worker is stopping").thrown());
    }
  }

  private HeartbeatThread heartbeats() {
    return new HeartbeatThread(
        Activity.getExecutionContext(), () -> {}, processStops, StageTimeouts.USUAL, stalled);
  }
}
