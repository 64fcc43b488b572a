package dev.aftlab.activities.tracking.run;

import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.CheckpointSnapshot;
import dev.aftlab.activities.tracking.MetricJournal;
import dev.aftlab.activities.tracking.MetricPoint;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Manifest;
import dev.aftlab.experiments.result.StepKind;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The committed journals of trainings: of finished artifacts, and before that of their newest
 * checkpoints.
 */
final class JournalReader {
  private static final String FILE = "journal.jsonl";
  private static final int REMEMBERED = 16;

  private final ArtifactStore store;
  private final Map<String, List<MetricPoint>> read = new LastFew();
  private final Map<Fingerprint, String> finished = new HashMap<>();

  JournalReader(ArtifactStore store) {
    this.store = store;
  }

  /** The few that arms share follow closely on one another. */
  private static final class LastFew extends LinkedHashMap<String, List<MetricPoint>> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, List<MetricPoint>> eldest) {
      return size() > REMEMBERED;
    }
  }

  Optional<Manifest> manifest(Fingerprint training) {
    return store.find(new ArtifactId(StepKind.TRAIN, training));
  }

  /**
   * Another text when there may be more to read; empty while nothing is committed. A training that
   * was seen finished is not read again.
   */
  String version(Fingerprint training) {
    String known = finished.get(training);
    if (known != null) {
      return known;
    }
    manifest(training).ifPresent(manifest -> finished.put(training, manifest.created()));
    return Optional.ofNullable(finished.get(training))
        .or(() -> store.newestSnapshot(training).map(CheckpointSnapshot::version))
        .orElse("");
  }

  /** The points up to where the finished training ends. */
  List<MetricPoint> finished(Manifest manifest) {
    return read.computeIfAbsent(
        manifest.fingerprint() + " " + manifest.created(),
        version -> List.copyOf(MetricJournal.read(store.file(manifest, FILE)).points()));
  }

  /** The points up to where the newest checkpoint ends; none while there is no whole one. */
  List<MetricPoint> begun(Fingerprint training) {
    Optional<CheckpointSnapshot> newest = store.newestSnapshot(training);
    if (newest.isEmpty()) {
      return List.of();
    }
    String version = training + " " + newest.get().version();
    List<MetricPoint> known = read.get(version);
    return known != null
        ? known
        : newest.get().text(FILE).map(text -> remembered(version, text)).orElse(List.of());
  }

  private List<MetricPoint> remembered(String version, String text) {
    try {
      List<MetricPoint> points = List.copyOf(MetricJournal.parse(version, text).points());
      read.put(version, points);
      return points;
    } catch (UncheckedIOException notAJournal) {
      return List.of();
    }
  }
}
