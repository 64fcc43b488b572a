package dev.aftlab.worker.cli;

import dev.aftlab.activities.ActivitySettings;
import dev.aftlab.activities.StageTimeouts;
import dev.aftlab.activities.lm.engine.EngineOptions;
import dev.aftlab.activities.step.CheckpointInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Groups of options that several commands share. */
public final class CommonOptions {

  private CommonOptions() {}

  /** The experiment and its overrides. */
  public static final class Experiment {
    @Parameters(
        index = "0",
        paramLabel = "EXPERIMENT",
        description = "An experiment of the catalog, or a YAML file.")
    private String name = "";

    @Option(
        names = "--set",
        paramLabel = "PATH=VALUE",
        description =
            "Sets a field of the experiment, such as align.training.optimizer.learningRate=1e-4. A"
                + " mapping is merged into the field's; a list replaces it. May be repeated.")
    private List<String> settings = new ArrayList<>();

    public String name() {
      return name;
    }

    public List<String> settings() {
      return List.copyOf(settings);
    }
  }

  /**
   * Device, slots, checkpoints and timeouts of activities; none of them changes what is computed.
   */
  public static final class Device {
    @Option(
        names = "--device",
        paramLabel = "DEVICE",
        defaultValue = "cpu",
        description = "cpu, or cuda:N. Default: ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Option(
        names = "--slots",
        paramLabel = "N",
        description = "Maximum number of concurrent steps. Default: one per core on a CPU, else 1.")
    private Optional<Integer> slots = Optional.empty();

    @Option(
        names = "--checkpoint-every",
        paramLabel = "SECONDS",
        description = "Seconds between checkpoints of a training. Default: 5.")
    private double checkpointSeconds = CheckpointInterval.USUAL.every().toMillis() / 1e3;

    @Option(
        names = "--checkpoint-steps",
        paramLabel = "N",
        defaultValue = "0",
        description =
            "Optimizer steps between checkpoints of a training, in addition to --checkpoint-every."
                + " Default: 0 (off).")
    private int checkpointSteps;

    @Option(
        names = "--stage-timeout",
        paramLabel = "STAGE=SECONDS",
        description =
            "Maximum time without progress in a stage before an attempt fails as stalled. Stages:"
                + " start (1800), train, checkpoint, sample, evaluate (900). May be repeated.")
    private Map<String, Double> deadlines = new LinkedHashMap<>();

    /**
     * Validated settings of the activities.
     *
     * @param named names of files, folders and models that options set
     */
    public ActivitySettings settings(CommandContext session, Set<String> named) {
      EngineOptions engine = EngineOptions.of(device);
      int count =
          slots.orElse(device.equals("cpu") ? Runtime.getRuntime().availableProcessors() : 1);
      if (count < 1 || count > 1_000) {
        throw new InputException("--slots must be between 1 and 1000, is " + count);
      }
      if (!(checkpointSeconds >= 0 && checkpointSeconds <= 86_400)) {
        throw new InputException(
            "--checkpoint-every must be between 0 and 86400 seconds, is " + checkpointSeconds);
      }
      if (checkpointSteps < 0) {
        throw new InputException("--checkpoint-steps must be at least 0, is " + checkpointSteps);
      }
      CheckpointInterval pace = new CheckpointInterval(seconds(checkpointSeconds), checkpointSteps);
      return new ActivitySettings(
          session.home(), session.store(), session.roots(named), engine, count, pace, deadlines());
    }

    private StageTimeouts deadlines() {
      Map<String, Duration> given = new LinkedHashMap<>();
      deadlines.forEach((stage, time) -> given.put(stage, seconds(time)));
      try {
        return new StageTimeouts(given);
      } catch (IllegalArgumentException wrong) {
        throw new InputException("--stage-timeout: " + wrong.getMessage());
      }
    }

    private static Duration seconds(double seconds) {
      return Duration.ofMillis(Math.round(seconds * 1e3));
    }
  }

  /** The Temporal server. */
  public static final class Server {
    @Option(
        names = "--profile",
        paramLabel = "NAME",
        description =
            "A profile of Temporal's configuration file. Default: TEMPORAL_PROFILE, or the server"
                + " of TEMPORAL_ADDRESS. Without either, a run starts a server inside its process.")
    private Optional<String> profile = Optional.empty();

    public Optional<String> profile() {
      return profile;
    }
  }

  /** Settings for commands that only read the store. */
  public static ActivitySettings readingOnly(CommandContext session) {
    return readingOnly(session, Set.of());
  }

  /**
   * Settings for commands that start no engine.
   *
   * @param named names of files, folders and models that options set
   */
  public static ActivitySettings readingOnly(CommandContext session, Set<String> named) {
    return new ActivitySettings(
        session.home(), session.store(), session.roots(named), EngineOptions.of("cpu"), 1);
  }
}
