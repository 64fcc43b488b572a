package dev.aftlab.activities.tracking.run;

import dev.aftlab.activities.store.ArtifactStore;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.activities.tracking.TrackedArm;
import dev.aftlab.activities.tracking.TrackedFile;
import dev.aftlab.activities.tracking.TrackedRun;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.PlannedArm;
import dev.aftlab.experiments.report.JsonReport;
import dev.aftlab.experiments.report.MarkdownReport;
import dev.aftlab.experiments.report.Report;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.result.RunEnd;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Synchronizes one run to a tracker, a round at a time, from plan and store. Not for several
 * threads at once.
 */
public final class RunTracker {
  private static final Logger LOG = LoggerFactory.getLogger(RunTracker.class);

  private final ArtifactStore store;
  private final Plan plan;
  private final Findings findings;
  private final SyncRequest order;
  private final ArmSnapshots sheets;
  private final Map<String, String> shown = new HashMap<>();

  /** Of a run, which need not be the only one of its plan. */
  public RunTracker(ArtifactStore store, Plan plan, Findings findings, SyncRequest order) {
    this.store = store;
    this.plan = plan;
    this.findings = findings;
    this.order = order;
    this.sheets = new ArmSnapshots(store, plan, findings);
  }

  /**
   * Sends what is new since the last successful round; nothing when nothing is.
   *
   * @param stop whether to stop
   * @throws TrackingException when the tracker is unreachable or it was stopped; the next round
   *     sends everything again
   */
  public void round(Tracker tracker, BooleanSupplier stop) {
    Map<String, String> versions = new HashMap<>();
    List<List<PlannedArm>> news = new ArrayList<>();
    for (List<PlannedArm> group : plan.distinctArms()) {
      String version = sheets.version(group.getFirst());
      if (!version.equals(shown.get(group.getFirst().title()))) {
        versions.put(group.getFirst().title(), version);
        news.add(group);
      }
    }
    if (!news.isEmpty()) {
      tellNews(tracker, news, stop);
      shown.putAll(versions);
    }
  }

  private void tellNews(Tracker tracker, List<List<PlannedArm>> news, BooleanSupplier stop) {
    try {
      tell(tracker, news, Optional.empty(), stop);
    } catch (TrackingException failure) {
      // What was shown may have been replaced: everything is sent again.
      shown.clear();
      throw failure;
    }
  }

  /**
   * Sends everything.
   *
   * @param end how the run ended; empty while it runs
   * @param stop whether to stop
   * @throws TrackingException when the tracker is unreachable or needs another round
   */
  public SyncSummary all(Tracker tracker, Optional<RunEnd> end, BooleanSupplier stop) {
    return tell(tracker, plan.distinctArms(), end, stop);
  }

  private SyncSummary tell(
      Tracker tracker, List<List<PlannedArm>> groups, Optional<RunEnd> end, BooleanSupplier stop) {
    TrackedRun run = run(end);
    SyncSummary told = new SyncSummary(0, 0, 0);
    tracker.run(run);
    for (List<PlannedArm> group : groups) {
      if (stop.getAsBoolean()) {
        throw new TrackingException("stopped before all was shown in " + tracker.place());
      }
      Optional<TrackedArm> arm = sheet(group, end);
      arm.ifPresent(sheet -> tracker.arm(run, sheet));
      told = arm.isPresent() ? plus(told, arm.get()) : told;
    }
    tracker.settle(run);
    return told;
  }

  private static SyncSummary plus(SyncSummary told, TrackedArm arm) {
    long points = arm.curves().stream().mapToLong(curve -> curve.points().size()).sum();
    return new SyncSummary(
        told.arms() + 1, told.curves() + arm.curves().size(), told.points() + points);
  }

  /**
   * An arm whose files were found damaged is passed over: its step runs again, and it is sent then.
   */
  private Optional<TrackedArm> sheet(List<PlannedArm> group, Optional<RunEnd> end) {
    try {
      return Optional.of(sheets.sheet(group, end));
    } catch (StoreException | UncheckedIOException failure) {
      LOG.warn("{} is not synchronized now: {}", group.getFirst().title(), failure.getMessage());
      return Optional.empty();
    }
  }

  private TrackedRun run(Optional<RunEnd> end) {
    SortedMap<String, String> tags = new TreeMap<>(order.tags());
    tags.put("run", order.run());
    tags.put("plan", order.plan());
    tags.put("store", store.id());
    return new TrackedRun(
        store.id(),
        order.plan(),
        order.run(),
        plan.experiment(),
        plan.description(),
        order.started(),
        tags,
        files(end),
        end);
  }

  private List<TrackedFile> files(Optional<RunEnd> end) {
    List<TrackedFile> files =
        new ArrayList<>(List.of(new TrackedFile.Text("resolved.yaml", resolved())));
    end.filter(ended -> measured())
        .ifPresent(
            ended -> {
              Report report = findings.report(Optional.of(ended));
              files.add(new TrackedFile.Text("report.md", MarkdownReport.render(report)));
              files.add(new TrackedFile.Text("results.json", JsonReport.render(report)));
            });
    return files;
  }

  private boolean measured() {
    return plan.distinctArms().stream().anyMatch(group -> sheets.measured(group.getFirst()));
  }

  /** The plan with all that was pinned, as YAML. */
  private String resolved() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(options).dump(Json.mapper().convertValue(plan, Map.class));
  }
}
