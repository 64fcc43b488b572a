package dev.aftlab.activities.tracking;

import java.util.List;
import java.util.SortedMap;

/**
 * Somewhere that curves can be looked at. It is told of committed points only, and it may be told of them again: telling it twice changes nothing.
 * Never called by a thread that trains.
 */
public interface Tracker {

  /** Shows the curve of a step as it is by now: all points from its beginning. */
  void mirror(TrackedStep step, List<MetricPoint> points);

  /** Shows what a finished step says about itself. */
  void facts(TrackedStep step, SortedMap<String, String> facts);
}
