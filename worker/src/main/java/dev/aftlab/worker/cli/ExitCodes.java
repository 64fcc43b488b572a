package dev.aftlab.worker.cli;

/** What the process says to the shell. */
public final class ExitCodes {

  /** All that was asked for is done. */
  public static final int DONE = 0;

  /** Some arm failed, a service was away, or this program has a bug. */
  public static final int FAILED = 1;

  /** The experiment, an option or an input is wrong; nothing was started. */
  public static final int BAD_INPUT = 2;

  /** Stopped by Ctrl-C (SIGINT), or a run that somebody stopped; the same command goes on. */
  public static final int INTERRUPTED = 130;

  /**
   * Stopped by SIGTERM, as supervisors and machines that shut down do; the same command goes on.
   */
  public static final int TERMINATED = 143;

  /** Stopped because its terminal was closed (SIGHUP); the same command goes on. */
  public static final int HUNG_UP = 129;

  private ExitCodes() {}
}
