package dev.aftlab.activities.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who holds a lease.
 *
 * @param id stable over the attempts of one workflow, unique otherwise
 * @param host name of the machine
 * @param boot identifies the machine's start; empty where it cannot be told
 * @param pid the process
 * @param started when that process started, milliseconds since 1970; tells it from a later one with the same number
 */
public record LeaseOwner(String id, String host, String boot, long pid, long started) {

  /** An owner in this process. */
  public static LeaseOwner here(String id) {
    return new LeaseOwner(id, Machine.HOST, Machine.BOOT, ProcessHandle.current().pid(), started(ProcessHandle.current()));
  }

  /** For people. */
  public String describe() {
    return "process " + pid + " on " + host;
  }

  /** Whether the owner's process could be looked at from here. */
  boolean onThisMachine() {
    return host.equals(Machine.HOST) && boot.equals(Machine.BOOT);
  }

  /** Whether the owner's process lives; only meaningful on this machine. */
  boolean processLives() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(handle -> started(handle) == started).isPresent();
  }

  private static long started(ProcessHandle handle) {
    return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  /** Facts about this machine, looked up once. */
  private static final class Machine {
    static final String HOST = host();
    static final String BOOT = boot();

    private static String host() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        return "localhost";
      }
    }

    private static String boot() {
      try {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      } catch (IOException unknown) {
        return "";
      }
    }
  }
}
