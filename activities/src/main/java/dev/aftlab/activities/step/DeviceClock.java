package dev.aftlab.activities.step;

/** Measures how long a device was busy with a piece of work. */
final class DeviceClock {
  private static final double NANOS = 1e9;

  private final long start = System.nanoTime();

  /** Seconds since the clock was made. */
  double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }
}
