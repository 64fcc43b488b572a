package dev.aftlab.workflows.sweep;

import dev.aftlab.workflows.pipeline.ArmControl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies control commands to a running run: validates, records, and answers them. */
final class RunControl {

  /** A payload stays small however often a run is paused. */
  private static final int MOST_EVENTS = 100;

  private static final int MOST_WORDS = 200;
  private static final int MOST_ATTEMPTS = 100_000;

  private boolean paused;
  private int attempts;
  private int checkpoints;
  private final Set<String> stopped = new LinkedHashSet<>();
  private final List<ControlEvent> events = new ArrayList<>();

  void resume(ControlState state) {
    paused = state.paused();
    attempts = state.attempts();
    checkpoints = state.checkpoints();
    stopped.addAll(state.stopped());
    events.addAll(state.events());
  }

  boolean paused() {
    return paused;
  }

  /** Why an arm is stopped; empty when it is not. */
  Optional<String> stopped(int index, String title) {
    boolean named = stopped.contains(title) || stopped.contains(Integer.toString(index));
    return named
        ? Optional.of(
            events.stream()
                .filter(event -> event.stops(index, title))
                .map(ControlEvent::line)
                .findFirst()
                .orElse("stopped"))
        : Optional.empty();
  }

  ArmControl forArms() {
    return new ArmControl(paused, attempts, checkpoints);
  }

  ControlState state() {
    return new ControlState(
        paused, attempts, checkpoints, List.copyOf(stopped), List.copyOf(events));
  }

  void checkPause(ControlRequest request) {
    requireName(request.by(), request.reason());
    require(!paused, "the run is paused already");
  }

  void pause(ControlRequest request, long now) {
    paused = true;
    note(now, new ControlCommand.Pause(), request.by(), request.reason());
  }

  void checkResume(ControlRequest request) {
    requireName(request.by(), request.reason());
    require(paused, "the run is not paused");
  }

  void resume(ControlRequest request, long now) {
    paused = false;
    note(now, new ControlCommand.Resume(), request.by(), request.reason());
  }

  void checkRetries(RetriesRequest request, int present) {
    requireName(request.by(), request.reason());
    int least = Math.max(present, attempts) + 1;
    require(
        request.attempts() >= least && request.attempts() <= MOST_ATTEMPTS,
        "attempts is "
            + request.attempts()
            + ", must be between "
            + least
            + " and "
            + MOST_ATTEMPTS);
  }

  void retries(RetriesRequest request, long now) {
    attempts = request.attempts();
    note(now, new ControlCommand.Retries(attempts), request.by(), request.reason());
  }

  void checkCheckpoint(ControlRequest request) {
    requireName(request.by(), request.reason());
    require(!paused, "the run is paused: its steps made their checkpoints when they stopped");
  }

  void checkpoint(ControlRequest request, long now) {
    checkpoints++;
    note(now, new ControlCommand.Checkpoint(), request.by(), request.reason());
  }

  void checkStop(StopRequest request) {
    requireName(request.by(), request.reason());
    require(
        !request.arm().isEmpty() && request.arm().length() <= MOST_WORDS,
        "arm must be the name or number of an arm, is '" + request.arm() + "'");
    require(!stopped.contains(request.arm()), "arm '" + request.arm() + "' is stopped already");
  }

  void stop(StopRequest request, long now) {
    stopped.add(request.arm());
    note(now, new ControlCommand.Stop(request.arm()), request.by(), request.reason());
  }

  private void note(long now, ControlCommand command, String by, String reason) {
    if (events.size() < MOST_EVENTS) {
      events.add(new ControlEvent(now, command, by, reason));
    }
  }

  private static void requireName(String by, String reason) {
    require(!by.isEmpty(), "'by' must say who sends the command");
    require(
        by.length() <= MOST_WORDS && reason.length() <= MOST_WORDS,
        "'by' and 'reason' must have at most " + MOST_WORDS + " characters each");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
