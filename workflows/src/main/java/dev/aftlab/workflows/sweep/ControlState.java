package dev.aftlab.workflows.sweep;

import java.util.List;
import java.util.Optional;

/**
 * The control commands that a running run received.
 *
 * @param paused whether it is paused now
 * @param attempts the retry budget, when it was raised; else 0
 * @param checkpoints how often checkpoints were requested
 * @param stopped arms that were stopped, by name or number
 * @param events the first hundred control commands, with who sent them
 */
public record ControlState(
    boolean paused,
    int attempts,
    int checkpoints,
    List<String> stopped,
    List<ControlEvent> events) {

  /** No request. */
  public static final ControlState NONE = new ControlState(false, 0, 0, List.of(), List.of());

  /** Makes the lists unmodifiable. */
  public ControlState {
    stopped = List.copyOf(stopped);
    events = List.copyOf(events);
  }

  /** Who paused it, when it is paused; empty as well when that was not among the first events. */
  public Optional<ControlEvent> pausedBy() {
    return paused
        ? events.reversed().stream().filter(ControlEvent::pauses).findFirst()
        : Optional.empty();
  }
}
