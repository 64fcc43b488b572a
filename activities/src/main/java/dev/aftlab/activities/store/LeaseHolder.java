package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.StepOwner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalLong;

/**
 * The process that holds a lease, and for whom.
 *
 * @param owner the execution that works on the step, the same over all of its attempts
 * @param host name of the machine
 * @param boot identifies the machine's start and the space of process numbers; empty where it
 *     cannot be determined
 * @param pid the process
 * @param started when that process started, counted as this machine does; distinguishes it from a
 *     later one with the same number
 */
public record LeaseHolder(StepOwner owner, String host, String boot, long pid, long started) {

  /** A holder in this process. */
  public static LeaseHolder here(StepOwner owner) {
    long pid = ProcessHandle.current().pid();
    return new LeaseHolder(
        owner, Machine.HOST, Machine.BOOT, pid, ProcessLiveness.started(pid).orElse(0));
  }

  /** The process and its machine, for messages. */
  public String describe() {
    return "process " + pid + " on " + host;
  }

  /** Whether the owner's process is visible from here. */
  boolean onThisMachine() {
    return host.equals(Machine.HOST) && boot.equals(Machine.BOOT);
  }

  /** Whether the owner's process is alive; only meaningful on this machine. */
  boolean processLives() {
    return ProcessLiveness.started(pid).equals(OptionalLong.of(started));
  }

  /** Facts about this machine, read once. */
  private static final class Machine {
    static final String HOST = host();
    static final String BOOT = ProcessLiveness.space();

    private static String host() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        return "localhost";
      }
    }
  }
}
