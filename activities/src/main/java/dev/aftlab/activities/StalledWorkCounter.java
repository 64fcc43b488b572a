package dev.aftlab.activities;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts stalled pieces of work: each holds a slot of this process until the process ends. */
public final class StalledWorkCounter {

  private final AtomicInteger count = new AtomicInteger();

  void began() {
    count.incrementAndGet();
  }

  /** A piece of work that had been given up came back after all. */
  void ended() {
    count.decrementAndGet();
  }

  public int count() {
    return count.get();
  }
}
