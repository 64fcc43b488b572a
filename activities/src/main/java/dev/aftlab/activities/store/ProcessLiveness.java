package dev.aftlab.activities.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Distinguishes a running process from an ended one and from a later one with the same number.
 *
 * <p>Where {@code /proc} is there, a start is counted in clock ticks since boot: the time of day
 * that the JDK reports is derived from a boot time that two processes may read a second apart, so
 * that a running holder would look like another process. A zombie has ended: it only waits for its
 * parent, which in a container may never reap it.
 */
final class ProcessLiveness {
  private static final Path PROC = Path.of("/proc");

  /**
   * Position of the start time among the fields after the command's closing parenthesis: field 22
   * of 52, the state is field 3.
   */
  private static final int START_FIELD = 22 - 3;

  private ProcessLiveness() {}

  /**
   * When a running process was started; empty for one that does not. Comparable within one boot of
   * one machine.
   */
  static OptionalLong started(long pid) {
    if (Files.isReadable(PROC.resolve("self/stat"))) {
      return fromProc(pid);
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return handle
        .map(
            living ->
                OptionalLong.of(living.info().startInstant().map(Instant::toEpochMilli).orElse(0L)))
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong fromProc(long pid) {
    try {
      return parse(Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat")));
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }

  /**
   * The start of a living process from its line in {@code /proc/PID/stat}; the command in
   * parentheses may hold anything.
   */
  static OptionalLong parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    boolean dead = fields[0].equals("Z") || fields[0].equals("X");
    return dead ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[START_FIELD]));
  }

  /**
   * The space in which process numbers mean something: boot and, in containers, namespace. Empty
   * where it cannot be determined.
   */
  static String space() {
    try {
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      return boot + " " + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
    } catch (IOException unknown) {
      return "";
    }
  }
}
