package dev.aftlab.activities.tracking.run;

import dev.aftlab.activities.tracking.TrackedState;
import java.util.List;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param state how
 * @param receipt requested, executed and reused steps, human-readable
 * @param failures why arms did not end well, by their titles
 */
public record Ending(TrackedState state, List<String> receipt, Map<String, String> failures) {

  /** Copies. */
  public Ending {
    receipt = List.copyOf(receipt);
    failures = Map.copyOf(failures);
  }
}
