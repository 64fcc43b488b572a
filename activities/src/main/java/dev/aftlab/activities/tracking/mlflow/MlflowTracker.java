package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.activities.tracking.TrackedArm;
import dev.aftlab.activities.tracking.TrackedCurve;
import dev.aftlab.activities.tracking.TrackedData;
import dev.aftlab.activities.tracking.TrackedFile;
import dev.aftlab.activities.tracking.TrackedResult;
import dev.aftlab.activities.tracking.TrackedRun;
import dev.aftlab.activities.tracking.Tracker;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.result.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows runs in MLflow: one parent, and a child for each arm.
 *
 * <p>Nothing is remembered here that MLflow does not hold: what is there is read first, and only
 * what is missing is sent, points after the last step of their key, in the order of steps. A batch
 * is sent after the one before it was taken, and again as the same bytes when its outcome is
 * unknown; MLflow stores a point with the same key, value, step and time once. So synchronization
 * is idempotent, whatever the number and order of processes, and whatever the earlier state.
 */
public final class MlflowTracker implements Tracker {
  private static final Logger LOG = LoggerFactory.getLogger(MlflowTracker.class);
  private static final int MOST_ENTRIES = 100;
  private static final String DIFFERS = "aft.curves";
  private static final String FILES = "aft.files";

  private final TimedMlflowClient client;
  private final MlflowRuns runs;
  private final MlflowArtifacts artifacts;
  private final MlflowAddress address;
  private final MlflowExperiment experiment;
  private Optional<MlflowRunGroup> family = Optional.empty();

  /**
   * For one server.
   *
   * @param access gives the credentials for it
   * @param experiment which of MLflow's experiments
   * @param stop whether to stop waiting for an answer
   */
  public MlflowTracker(
      MlflowAddress address,
      MlflowAccess access,
      MlflowExperiment experiment,
      HttpPolicy rules,
      BooleanSupplier stop) {
    MlflowHttp http = new MlflowHttp(address, () -> access.credentials(address), rules, stop);
    this.client = new TimedMlflowClient(http);
    this.runs = new MlflowRuns(client);
    this.artifacts = new MlflowArtifacts(http);
    this.address = address;
    this.experiment = experiment;
  }

  @Override
  public String place() {
    return "MLflow at " + address;
  }

  @Override
  public void run(TrackedRun run) {
    told(
        () -> {
          if (family.isEmpty()) {
            family =
                Optional.of(runs.family(runs.experiment(experiment, run.experiment()), run.key()));
          }
          MlflowRun parent = parent(run);
          tags(parent, run.tags());
          Optional.ofNullable(run.tags().get("commit"))
              .ifPresent(commit -> tags(parent, Map.of("mlflow.source.git.commit", commit)));
          files(parent, run.files());
          if (run.end().isEmpty()) {
            status(parent, MlflowStatus.ofRun(run.end()));
          }
        });
  }

  @Override
  public void arm(TrackedRun run, TrackedArm arm) {
    told(
        () -> {
          MlflowRun child = child(run, arm);
          SortedMap<String, String> tags = new TreeMap<>(arm.tags());
          tags.put("mlflow.parentRunId", parent(run).id());
          tags(child, tags);
          parameters(child, arm.parameters());
          data(child, arm.data());
          arm.curves()
              .forEach(
                  curve ->
                      send(
                          child,
                          MetricBatches.points(curve, (key, step) -> step > child.lastStep(key))));
          arm.result().ifPresent(result -> result(child, result));
          files(child, arm.files());
          if (arm.end().isPresent()) {
            arm.curves().forEach(curve -> check(child, curve));
          }
          status(child, MlflowStatus.ofArm(arm.end()));
        });
  }

  @Override
  public void settle(TrackedRun run) {
    if (run.end().isEmpty()) {
      return;
    }
    told(
        () -> {
          status(parent(run), MlflowStatus.ofRun(run.end()));
          MlflowRunGroup mine = family();
          MlflowRunGroup now = runs.family(mine.experimentId(), run.key());
          for (Map.Entry<String, MlflowRun> member : mine.members().entrySet()) {
            if (now.member(member.getKey())
                .filter(there -> there.id().equals(member.getValue().id()))
                .isEmpty()) {
              throw new TrackingException(
                  "a run in MLflow was replaced meanwhile, so everything is sent again: "
                      + member.getKey());
            }
          }
        });
  }

  /** After a failure nothing is assumed: the current state is read again. */
  private void told(Runnable telling) {
    try {
      telling.run();
    } catch (TrackingException failure) {
      family = Optional.empty();
      throw failure;
    } catch (MlflowClientException failure) {
      family = Optional.empty();
      throw new TrackingException(
          place()
              + " answered what its client cannot read ("
              + failure.getClass().getSimpleName()
              + ")");
    }
  }

  private MlflowRunGroup family() {
    return family.orElseThrow(
        () -> new IllegalStateException("run comes before arm in each round"));
  }

  private MlflowRun parent(TrackedRun run) {
    return runs.member(
        family(),
        run.key(),
        creation(run, run.key(), run.run(), Map.of("mlflow.note.content", run.description())));
  }

  private MlflowRun child(TrackedRun run, TrackedArm arm) {
    String unique = run.key() + "/" + MlflowLimits.digits(arm.title());
    return runs.member(
        family(),
        unique,
        creation(
            run,
            unique,
            arm.title(),
            Map.of("mlflow.parentRunId", parent(run).id(), "aft.arm", arm.title())));
  }

  private Service.CreateRun creation(
      TrackedRun run, String unique, String name, Map<String, String> more) {
    SortedMap<String, String> tags = new TreeMap<>(more);
    tags.put(MlflowRuns.PLAN, run.key());
    tags.put(MlflowRuns.UNIQUE, unique);
    return Service.CreateRun.newBuilder()
        .setExperimentId(family().experimentId())
        .setRunName(name)
        .setStartTime(run.started().toEpochMilli())
        .addAllTags(
            tags.entrySet().stream()
                .map(tag -> tag(tag.getKey(), MlflowLimits.tag(tag.getValue())))
                .toList())
        .build();
  }

  private static Service.RunTag tag(String key, String value) {
    return Service.RunTag.newBuilder().setKey(key).setValue(value).build();
  }

  private void tags(MlflowRun run, Map<String, String> wanted) {
    List<Service.RunTag> news = new ArrayList<>();
    wanted.forEach(
        (name, text) -> {
          Service.RunTag tag = tag(MlflowLimits.key(name), MlflowLimits.tag(text));
          if (!tag.getValue().equals(run.tags().get(tag.getKey()))) {
            news.add(tag);
          }
        });
    for (int from = 0; from < news.size(); from += MOST_ENTRIES) {
      List<Service.RunTag> some = news.subList(from, Math.min(news.size(), from + MOST_ENTRIES));
      client.logBatch(run.id(), List.of(), List.of(), some);
      some.forEach(tag -> run.tags().put(tag.getKey(), tag.getValue()));
    }
  }

  /**
   * A parameter that is there is never sent again: another value would be refused, and the rest of
   * its batch with it.
   */
  private void parameters(MlflowRun run, Map<String, String> wanted) {
    List<Service.Param> news = new ArrayList<>();
    wanted.forEach(
        (name, text) -> {
          String key = MlflowLimits.key(name);
          if (!run.parameters().containsKey(key)) {
            news.add(
                Service.Param.newBuilder()
                    .setKey(key)
                    .setValue(MlflowLimits.parameter(text))
                    .build());
          }
        });
    for (int from = 0; from < news.size(); from += MOST_ENTRIES) {
      List<Service.Param> some = news.subList(from, Math.min(news.size(), from + MOST_ENTRIES));
      client.logBatch(run.id(), List.of(), some, List.of());
      some.forEach(param -> run.parameters().put(param.getKey(), param.getValue()));
    }
  }

  private void data(MlflowRun run, List<TrackedData> sets) {
    Service.LogInputs.Builder inputs = Service.LogInputs.newBuilder().setRunId(run.id());
    sets.stream()
        .map(MlflowTracker::input)
        .filter(input -> !run.data().contains(MlflowRun.name(input.getDataset())))
        .forEach(inputs::addDatasets);
    if (inputs.getDatasetsCount() > 0) {
      client.sendPost("runs/log-inputs", TimedMlflowClient.json(inputs));
      inputs.getDatasetsList().forEach(input -> run.data().add(MlflowRun.name(input.getDataset())));
    }
  }

  private static Service.DatasetInput input(TrackedData data) {
    Service.Dataset.Builder set =
        Service.Dataset.newBuilder()
            .setName(data.name())
            .setDigest(data.digest())
            .setSourceType("aft")
            .setSource(data.source())
            .setProfile(Json.write(Map.of("num_rows", data.questions())));
    return Service.DatasetInput.newBuilder()
        .setDataset(set)
        .addTags(Service.InputTag.newBuilder().setKey("mlflow.data.context").setValue(data.use()))
        .build();
  }

  private void send(MlflowRun run, List<Service.Metric> points) {
    MetricBatches.each(
        points,
        batch -> {
          client.logBatch(run.id(), batch, List.of(), List.of());
          run.sent(batch);
        });
  }

  private void result(MlflowRun run, TrackedResult result) {
    List<Service.Metric> news = new ArrayList<>();
    result
        .values()
        .forEach(
            (name, value) -> {
              if (run.lastStep(MlflowLimits.key(name)) < 0) {
                news.add(
                    MetricBatches.metric(
                        MlflowLimits.key(name), value, result.measured().toEpochMilli(), 0));
              }
            });
    send(run, news);
  }

  private void files(MlflowRun run, List<TrackedFile> files) {
    if (!files.isEmpty() && !MlflowArtifacts.moves(run)) {
      tags(
          run,
          Map.of(
              FILES,
              "not kept here: the server does not move files ("
                  + run.artifacts().getScheme()
                  + ")"));
      return;
    }
    for (TrackedFile file : files) {
      String version = file.path() + " " + file.sha256();
      if (!run.verified().contains(version)) {
        artifacts.keep(run, file);
        run.verified().add(version);
      }
    }
  }

  /**
   * Reads a finished curve back, once: sends what is missing, and says so where something is there
   * that should not be.
   */
  private void check(MlflowRun run, TrackedCurve curve) {
    String version = curve.role() + " " + curve.points().size();
    if (run.verified().contains(version)) {
      return;
    }
    CurveVerification check = new CurveVerification(curve);
    check.keys().forEach(key -> check.compare(key, client.getMetricHistory(run.id(), key)));
    send(run, check.missing());
    check
        .strange()
        .ifPresent(
            what -> {
              LOG.warn("a curve in {} differs from its journal: {}", place(), what);
              tags(run, Map.of(DIFFERS, "differs from the journal: " + what));
            });
    run.verified().add(version);
  }

  private void status(MlflowRun run, Service.RunStatus wanted) {
    if (run.status() == wanted) {
      return;
    }
    Service.UpdateRun.Builder update =
        Service.UpdateRun.newBuilder().setRunId(run.id()).setStatus(wanted);
    if (wanted != Service.RunStatus.RUNNING) {
      update.setEndTime(System.currentTimeMillis());
    }
    client.sendPost("runs/update", TimedMlflowClient.json(update));
    run.status(wanted);
  }

  @Override
  public void close() {
    client.close();
  }
}
