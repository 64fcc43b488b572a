package dev.aftlab.worker.command;

import dev.aftlab.workflows.sweep.ControlRequest;
import picocli.CommandLine.Option;

/** The user and the reason of a control command, which the run's report contains. */
final class AuditOptions {
  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description = "Name recorded as the requester. Default: your login name.")
  private String who = System.getProperty("user.name", "");

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Reason recorded with the request.")
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
