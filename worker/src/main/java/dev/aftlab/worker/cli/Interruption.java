package dev.aftlab.worker.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Ctrl-C and termination as a flag. Working threads are never interrupted: an interrupted thread's
 * file channels close under it. While a command listens, the first signal raises the flag, and a
 * second one ends the process at once; at other times signals do what they always do.
 */
public final class Interruption {
  /**
   * What each signal makes the process say to the shell: 128 and the signal's number, as shells and
   * supervisors expect.
   */
  private static final Map<String, Integer> SIGNALS =
      Map.of("INT", ExitCodes.INTERRUPTED, "TERM", ExitCodes.TERMINATED, "HUP", ExitCodes.HUNG_UP);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final boolean ofProcess;
  private volatile boolean idle;
  private volatile int exitCode = ExitCodes.INTERRUPTED;

  /** One that only {@link #request} raises. */
  public Interruption() {
    this(false);
  }

  private Interruption(boolean ofProcess) {
    this.ofProcess = ofProcess;
  }

  /** One that answers to the signals of this process while it listens. */
  static Interruption ofProcess() {
    return new Interruption(true);
  }

  /** From now on signals raise the flag. */
  public void listen() {
    if (ofProcess) {
      SIGNALS.forEach((signal, code) -> Signals.register(signal, () -> onSignal(code)));
    }
  }

  /** Asks the command to stop. */
  public void request() {
    requested.countDown();
  }

  /**
   * What an interrupted command says to the shell: by the first signal that came, that of Ctrl-C
   * where none did.
   */
  public int exitCode() {
    return exitCode;
  }

  /**
   * Whether the command waits for input and nothing is under way: then the first signal ends the
   * process at once, too.
   */
  void idle(boolean now) {
    idle = now;
  }

  /** Whether somebody asked. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits, at most so long, and says whether somebody asked. */
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
