package dev.aftlab.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Simulates several machines: a Temporal server, one shared store, and processes that share only
 * these. Every process has a separate home, empty at first. All end with the test.
 */
final class Cluster implements AutoCloseable {

  /** The heartbeat timeout in these tests. */
  static final int HEARTBEAT_SECONDS = Integer.getInteger("aftlab.heartbeat", 5);

  private final SmallExperiment small;
  private final Path folder;
  private final Path store;
  private final PrivateTemporal temporal;
  private final Map<String, String> environment;
  private final List<AftProcess> processes = new ArrayList<>();
  private final AtomicInteger homes = new AtomicInteger();

  private Cluster(
      SmallExperiment small,
      Path folder,
      Path store,
      PrivateTemporal temporal,
      Map<String, String> more) {
    this.small = small;
    this.folder = folder;
    this.store = store;
    this.temporal = temporal;
    environment = new HashMap<>(temporal.environment());
    environment.put("AFT_STORE", store.toString());
    environment.putAll(more);
  }

  /** A cluster with an empty store. */
  static Cluster start(SmallExperiment small, String name) throws Exception {
    Path folder = Files.createDirectories(small.home(name));
    return start(small, name, folder.resolve("store"), Map.of());
  }

  /** A cluster with a store in a given folder, and more environment for its processes. */
  static Cluster start(SmallExperiment small, String name, Path store, Map<String, String> more)
      throws Exception {
    Path folder = Files.createDirectories(small.home(name));
    return new Cluster(
        small, folder, store, PrivateTemporal.start(folder.resolve("temporal")), more);
  }

  PrivateTemporal temporal() {
    return temporal;
  }

  Path store() {
    return store;
  }

  /** A worker on a separate machine, with one slot and frequent checkpoints. */
  AftProcess worker(String... more) {
    return process(words(List.of("worker", "--slots", "1", "--checkpoint-every", "0.1"), more));
  }

  /** A worker that need not finish one step before it takes another. */
  AftProcess workerWithSlots(int slots) {
    return process(
        List.of("worker", "--slots", Integer.toString(slots), "--checkpoint-every", "0.1"));
  }

  /** A worker that writes a checkpoint only when it must. */
  AftProcess workerWithFewCheckpoints() {
    return process(List.of("worker", "--slots", "1", "--checkpoint-every", "3600"));
  }

  /** The run's process, without a worker. */
  AftProcess run(String... more) {
    return process(
        words(
            List.of(
                "run",
                small.file().toString(),
                "--no-worker",
                "--heartbeat-timeout",
                Integer.toString(HEARTBEAT_SECONDS)),
            more));
  }

  private static List<String> words(List<String> first, String... more) {
    List<String> words = new ArrayList<>(first);
    words.addAll(List.of(more));
    return words;
  }

  private AftProcess process(List<String> words) {
    AftProcess process =
        AftProcess.start(
            folder.resolve("machine-" + homes.incrementAndGet()),
            environment,
            words.toArray(String[]::new));
    processes.add(process);
    return process;
  }

  /** SHA-256 of all files of steps in the store. */
  Map<String, String> digests() {
    return AftProcess.storeDigests(store);
  }

  /** Whether work on a step has started or committed something. */
  boolean begun(String fingerprint) {
    return names(fingerprint, "leases").anyMatch(name -> !name.startsWith("step."))
        || committed(fingerprint);
  }

  /** How many leases were acquired for the work of a step so far. */
  long leases(String fingerprint) {
    return names(fingerprint, "leases")
        .filter(name -> !name.startsWith("step.") && name.endsWith(".json"))
        .count();
  }

  /** Whether a step has a checkpoint. */
  boolean checkpointed(String fingerprint) {
    return names(fingerprint, "").anyMatch(name -> name.matches("ckpt-[0-9]+\\.e[0-9]+"));
  }

  /** Whether a step's artifact exists. */
  boolean committed(String fingerprint) {
    try (Stream<Path> kinds = Files.list(store.resolve("artifacts"))) {
      return kinds.anyMatch(
          kind -> Files.exists(kind.resolve(fingerprint).resolve("manifest.json")));
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits until a condition of the store is true. */
  void await(String what, Predicate<Cluster> seen) throws InterruptedException {
    awaitFound(what, cluster -> seen.test(cluster) ? Optional.of(what) : Optional.empty());
  }

  /**
   * Waits until something is found in the store. A later read may miss it, since a folder changes
   * while it is read, so the read that ends the waiting counts.
   */
  <T> T awaitFound(String what, Function<Cluster, Optional<T>> find) throws InterruptedException {
    for (int turn = 0; turn < 60_000; turn++) {
      Optional<T> found = find.apply(this);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(2);
    }
    throw new AssertionError(what + " was not seen within two minutes:\n" + output());
  }

  /** The output of all processes. */
  String output() {
    StringBuilder all = new StringBuilder();
    processes.forEach(
        process -> all.append("--- ").append(process.pid()).append('\n').append(process.output()));
    return all.toString();
  }

  private Stream<String> names(String fingerprint, String inner) {
    try (Stream<Path> names =
        Files.list(store.resolve("work").resolve(fingerprint).resolve(inner))) {
      return names.map(path -> path.getFileName().toString()).toList().stream();
    } catch (IOException | UncheckedIOException notYet) {
      return Stream.empty();
    }
  }

  @Override
  public void close() {
    processes.forEach(AftProcess::close);
    temporal.close();
  }
}
