package dev.aftlab.worker.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Ctrl-C and termination as a flag. Working threads are never interrupted: an interrupted thread's
 * file channels close under it. While a command listens, the first signal raises the flag, and a
 * second one ends the process at once; otherwise signals have their default effect.
 */
public final class Interruption {
  /**
   * The exit code of each signal: 128 and the signal's number, as shells and supervisors expect.
   */
  private static final Map<String, Integer> SIGNALS =
      Map.of("INT", ExitCodes.INTERRUPTED, "TERM", ExitCodes.TERMINATED, "HUP", ExitCodes.HUNG_UP);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final boolean ofProcess;
  private volatile boolean idle;
  private volatile int exitCode = ExitCodes.INTERRUPTED;

  /** An interruption that only {@link #request} raises. */
  public Interruption() {
    this(false);
  }

  private Interruption(boolean ofProcess) {
    this.ofProcess = ofProcess;
  }

  /** An interruption that signals of this process raise while it listens. */
  static Interruption ofProcess() {
    return new Interruption(true);
  }

  /** Makes signals raise the flag from now. */
  public void listen() {
    if (ofProcess) {
      SIGNALS.forEach((signal, code) -> Signals.register(signal, () -> onSignal(code)));
    }
  }

  /** Requests that the command stops. */
  public void request() {
    requested.countDown();
  }

  /**
   * The exit code of an interrupted command: of the first signal, or of Ctrl-C when there was none.
   */
  public int exitCode() {
    return exitCode;
  }

  /**
   * Sets whether the command only waits for input; then the first signal ends the process at once.
   */
  void idle(boolean now) {
    idle = now;
  }

  /** Whether a stop was requested. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits up to the given time; returns whether a stop was requested. */
  public boolean await(Duration time) {
    try {
      return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void onSignal(int code) {
    if (idle || requested()) {
      Runtime.getRuntime().halt(code);
    }
    exitCode = code;
    request();
  }
}
