package dev.aftlab.workflows.sweep;

import java.util.List;
import java.util.Optional;

/**
 * What was asked of a run while it went on.
 *
 * @param paused whether it is paused now
 * @param attempts the retry budget, when it was raised; else 0
 * @param checkpoints how often checkpoints were asked for
 * @param stopped arms that were stopped, by name or number
 * @param events what was asked by whom, the first hundred
 */
public record ControlState(
    boolean paused,
    int attempts,
    int checkpoints,
    List<String> stopped,
    List<ControlEvent> events) {

  /** Nothing was asked for. */
  public static final ControlState NONE = new ControlState(false, 0, 0, List.of(), List.of());

  /** Makes the lists unmodifiable. */
  public ControlState {
    stopped = List.copyOf(stopped);
    events = List.copyOf(events);
  }

  /** Who paused it, when it is paused; empty as well when that was not among the first events. */
  public Optional<ControlEvent> pausedBy() {
    return paused
        ? events.reversed().stream().filter(event -> event.what().equals("paused")).findFirst()
        : Optional.empty();
  }
}
