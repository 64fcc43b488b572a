package dev.aftlab.activities;

import dev.aftlab.activities.store.Store;
import dev.aftlab.experiments.plan.Plan;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.StepRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stored plans, each read once. */
public final class PlanCache {
  private static final int BRIEF = 10;

  private final Store store;
  private final Map<String, Entry> known = new ConcurrentHashMap<>();

  public PlanCache(Store store) {
    this.store = store;
  }

  private record Entry(Plan plan, Map<Fingerprint, Step> steps) {}

  public Plan plan(String id) {
    return entry(id).plan();
  }

  /** The pages of a run as one plan. */
  public Plan pages(List<String> ids) {
    return Plan.ofPages(ids.stream().map(this::plan).toList());
  }

  public Step step(StepRef ref) {
    return step(ref.plan(), ref.fingerprint());
  }

  public Step step(String plan, Fingerprint fingerprint) {
    return Optional.ofNullable(entry(plan).steps().get(fingerprint))
        .orElseThrow(
            () -> new IllegalStateException("plan " + plan + " has no step " + fingerprint));
  }

  private Entry entry(String id) {
    return known.computeIfAbsent(id, this::read);
  }

  /**
   * Another worker may have the right store: two stores on one server need a Temporal namespace
   * each.
   */
  private RuntimeException elsewhere(String id) {
    return new Failure.TransientError(
            "store "
                + store.artifacts().id()
                + " of this worker has no plan "
                + id.substring(0, Math.min(BRIEF, id.length()))
                + ": if its run uses another store, give each a namespace (TEMPORAL_NAMESPACE)")
        .thrown();
  }

  private Entry read(String id) {
    String json = store.plans().get(id).orElseThrow(() -> elsewhere(id));
    Plan plan = Json.read(json, Plan.class);
    return new Entry(plan, plan.byFingerprint());
  }
}
