package dev.aftlab.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and termination as a flag. Working threads are never interrupted: an interrupted thread's file channels close under it. The hook raises
 * the flag and waits until the command has stopped its work.
 */
public final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  /** One that answers to the signals of this process. */
  static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::onShutdown, "aft-stop"));
    return interruption;
  }

  /** Asks the command to stop. */
  public void request() {
    requested.countDown();
  }

  /** Whether somebody asked. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits, at most so long, and says whether somebody asked. */
  boolean await(Duration time) {
    return await(requested, time);
  }

  /** The command has stopped and said so: the process may end. */
  void finished() {
    finished.countDown();
  }

  private void onShutdown() {
    request();
    await(finished, PATIENCE);
  }

  private static boolean await(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
