package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.activities.tracking.TrackingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.RunsPage;

/**
 * Finds and makes runs of MLflow so that there is one for each unique tag.
 *
 * <p>MLflow chooses the identifiers of runs, so that two clients that find nothing create two.
 * Therefore each client that created a run searches again; of several, the one with the smallest
 * identifier is kept and the others are deleted. A client that used another one is rejected from
 * then on, searches again, and sends everything to the one that was kept.
 */
final class MlflowRuns {
  /** Tag with the plan and its store, the same for a run and its arms. */
  static final String PLAN = "aft.plan";

  /** Tag that no other run has. */
  static final String UNIQUE = "aft.id";

  private static final int PAGE = 500;
  private static final Comparator<Service.Run> SMALLEST =
      Comparator.comparing(run -> run.getInfo().getRunId());

  private final TimedMlflowClient client;

  MlflowRuns(TimedMlflowClient client) {
    this.client = client;
  }

  /**
   * The identifier of an experiment. One that is named is made if it is not there, one of an
   * identifier must be there.
   *
   * @param otherwise the name where none is given
   * @throws TrackingException when it is not there, is deleted, or has another name than the one
   *     that is given beside its identifier
   */
  String experiment(MlflowExperiment wanted, String otherwise) {
    return wanted
        .id()
        .map(id -> known(id, wanted.name()))
        .orElseGet(() -> experiment(wanted.name().orElse(otherwise)));
  }

  private String known(String id, Optional<String> name) {
    Service.Experiment found =
        client
            .findExperiment(id)
            .orElseThrow(
                () ->
                    new TrackingException(
                        "MLflow has no experiment of the identifier "
                            + id
                            + ": take another for MLFLOW_EXPERIMENT_ID, or unset it and name the"
                            + " experiment with MLFLOW_EXPERIMENT_NAME"));
    if (name.filter(other -> !other.equals(found.getName())).isPresent()) {
      throw new TrackingException(
          "MLflow's experiment "
              + id
              + " (MLFLOW_EXPERIMENT_ID) is named '"
              + found.getName()
              + "', but MLFLOW_EXPERIMENT_NAME is '"
              + name.get()
              + "': unset one of the two");
    }
    return active(found.getName(), found);
  }

  /** The identifier of an experiment, which is made if it is not there. */
  String experiment(String name) {
    return client
        .getExperimentByName(name)
        .map(found -> active(name, found))
        .orElseGet(() -> created(name));
  }

  private static String active(String name, Service.Experiment found) {
    if (!found.getLifecycleStage().equals("active")) {
      throw new TrackingException(
          "MLflow's experiment '"
              + name
              + "' is deleted, and its name stays taken: restore it there, or name another one with"
              + " MLFLOW_EXPERIMENT_NAME");
    }
    return found.getExperimentId();
  }

  private String created(String name) {
    try {
      return client.createExperiment(name);
    } catch (TrackingException failure) {
      // Another client may have created it at the same moment, or the response was lost.
      return client
          .getExperimentByName(name)
          .map(found -> active(name, found))
          .orElseThrow(() -> failure);
    }
  }

  /** The runs of a plan as they are there, one for each unique tag. */
  MlflowRunGroup family(String experimentId, String plan) {
    MlflowRunGroup family = new MlflowRunGroup(experimentId);
    Map<String, List<Service.Run>> byTag = new HashMap<>();
    search(experimentId, PLAN, plan)
        .forEach(run -> byTag.computeIfAbsent(tag(run), key -> new ArrayList<>()).add(run));
    byTag.forEach((tag, runs) -> family.members().put(tag, one(runs)));
    return family;
  }

  private static String tag(Service.Run run) {
    return run.getData().getTagsList().stream()
        .filter(tag -> tag.getKey().equals(UNIQUE))
        .map(Service.RunTag::getValue)
        .findFirst()
        .orElse("");
  }

  /** The member with a unique tag, created if it is not there. */
  MlflowRun member(MlflowRunGroup family, String uniqueTag, Service.CreateRun creation) {
    Optional<MlflowRun> known = family.member(uniqueTag);
    if (known.isPresent()) {
      return known.get();
    }
    client.createRun(creation);
    List<Service.Run> found = search(family.experimentId(), UNIQUE, uniqueTag);
    if (found.isEmpty()) {
      throw new TrackingException("a run that was created in MLflow cannot be found by its tag");
    }
    MlflowRun run = one(found);
    family.members().put(uniqueTag, run);
    return run;
  }

  @SuppressWarnings("ReferenceEquality") // all but this one, also its equals
  private MlflowRun one(List<Service.Run> runs) {
    Service.Run stays = runs.stream().min(SMALLEST).orElseThrow();
    runs.stream()
        .filter(run -> run != stays)
        .forEach(run -> client.deleteRun(run.getInfo().getRunId()));
    return new MlflowRun(stays);
  }

  private List<Service.Run> search(String experimentId, String tag, String value) {
    String filter = "tags.`" + tag + "` = '" + value.replace("'", "") + "'";
    List<Service.Run> found = new ArrayList<>();
    String next = "";
    do {
      RunsPage page =
          client.searchRuns(
              List.of(experimentId), filter, Service.ViewType.ACTIVE_ONLY, PAGE, List.of(), next);
      found.addAll(page.getItems());
      next = page.getNextPageToken().orElse("");
    } while (!next.isEmpty());
    return found;
  }
}
