package dev.aftlab.workflows.sweep;

import dev.aftlab.experiments.result.ArmResult;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep carries over when it continues as new.
 *
 * @param startedMillis when the first part began, by the server's clock
 * @param next position in the last page of the first arm not yet started
 * @param done arms that ended well
 * @param failed arms that failed
 * @param cancelled arms that were cancelled
 * @param notDone the first of those that did not end well
 * @param ledger what the receipt is made of
 * @param control the control commands that the run received; empty for nothing
 */
public record SweepState(
    long startedMillis,
    int next,
    int done,
    int failed,
    int cancelled,
    List<ArmResult> notDone,
    LedgerState ledger,
    Optional<ControlState> control) {

  /**
   * The ledger's content.
   *
   * @param executed the executed steps, by the first twelve digits of their fingerprints
   * @param requested requests
   * @param failed requests that were answered with a failure
   * @param executedSeconds device seconds of the executed steps
   * @param requestedSeconds device seconds that all requests would have taken without sharing
   */
  public record LedgerState(
      List<String> executed,
      int requested,
      int failed,
      double executedSeconds,
      double requestedSeconds) {}
}
