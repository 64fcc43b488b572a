package dev.aftlab.worker.cli;

/** The exit codes of the process. */
public final class ExitCodes {

  /** Everything requested was done. */
  public static final int DONE = 0;

  /** An arm failed, a service was unreachable, or this program has a bug. */
  public static final int FAILED = 1;

  /** The experiment, an option or an input is wrong; nothing was started. */
  public static final int BAD_INPUT = 2;

  /** Stopped by Ctrl-C (SIGINT), or the run was stopped on request; the same command resumes. */
  public static final int INTERRUPTED = 130;

  /** Stopped by SIGTERM, which supervisors and shutdowns send; the same command resumes. */
  public static final int TERMINATED = 143;

  /** Stopped because its terminal was closed (SIGHUP); the same command resumes. */
  public static final int HUNG_UP = 129;

  private ExitCodes() {}
}
