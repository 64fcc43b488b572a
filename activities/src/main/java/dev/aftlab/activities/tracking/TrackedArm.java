package dev.aftlab.activities.tracking;

import dev.aftlab.experiments.result.ArmEnd;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One arm of a run.
 *
 * @param title its name, unique within the run
 * @param parameters its settings, flattened: {@code align.training.epochs} to {@code 3}
 * @param tags words about it by name
 * @param data the questions that it uses
 * @param curves its trainings as far as they are committed, in the order of the method
 * @param result its measurements; empty until they are there
 * @param files what is kept with it
 * @param end how it ended; empty while it runs
 */
public record TrackedArm(
    String title,
    SortedMap<String, String> parameters,
    SortedMap<String, String> tags,
    List<TrackedData> data,
    List<TrackedCurve> curves,
    Optional<TrackedResult> result,
    List<TrackedFile> files,
    Optional<ArmEnd> end) {

  /** Copies. */
  public TrackedArm {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    data = List.copyOf(data);
    curves = List.copyOf(curves);
    files = List.copyOf(files);
  }
}
