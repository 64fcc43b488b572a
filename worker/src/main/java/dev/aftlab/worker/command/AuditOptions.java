package dev.aftlab.worker.command;

import dev.aftlab.workflows.sweep.ControlRequest;
import picocli.CommandLine.Option;

/** Options that say who takes a hand in a run, and why; both stand in its report. */
final class AuditOptions {
  @Option(names = "--by", paramLabel = "NAME", description = "Who asks. Default: your login name.")
  private String who = System.getProperty("user.name", "");

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  String who() {
    return who;
  }

  String reason() {
    return reason;
  }

  ControlRequest request() {
    return new ControlRequest(who, reason);
  }
}
