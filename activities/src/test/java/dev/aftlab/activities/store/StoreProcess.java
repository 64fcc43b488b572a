package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.SampleResult;
import dev.aftlab.experiments.result.StepKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A process of its own that works on a store until it is killed: {@code commit FOLDER OWNER} or
 * {@code race FOLDER OWNER KEYS}.
 */
final class StoreProcess {
  private static final int FILES = 3;

  private StoreProcess() {}

  static Process start(String... arguments) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classes,
                StoreProcess.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Fingerprint of the n-th step. */
  static Fingerprint step(int number) {
    return new Fingerprint(String.format("%064x", number));
  }

  /** The artifact of the n-th step. */
  static ArtifactId artifact(int number) {
    return new ArtifactId(StepKind.TRAIN, step(number));
  }

  public static void main(String[] arguments) throws IOException {
    Store store = LocalStore.open(Path.of(arguments[1]), Clock.systemUTC());
    LeaseHolder me = LeaseHolders.named(arguments[2]);
    if (arguments[0].equals("race")) {
      race(store.leases(), me, Integer.parseInt(arguments[3]));
    } else {
      System.out.println("ready");
      commitForever(store, me);
    }
  }

  /** Tries for each key, says which it got, and lives on until its input is closed. */
  private static void race(LeaseStore leases, LeaseHolder me, int keys) throws IOException {
    System.out.println("ready");
    System.in.read();
    for (int key = 0; key < keys; key++) {
      if (leases.acquire(LeaseKey.step(step(key)), me) instanceof LeaseAttempt.Acquired acquired) {
        System.out.println(key + " " + acquired.lease().epoch());
      }
    }
    System.out.println("end");
    System.in.read();
  }

  private static void commitForever(Store store, LeaseHolder me) throws IOException {
    for (int number = 0; ; number++) {
      if (store.artifacts().find(artifact(number)).isEmpty()
          && store.leases().acquire(LeaseKey.step(step(number)), me)
              instanceof LeaseAttempt.Acquired acquired) {
        commit(store.artifacts(), acquired.lease(), number);
      }
    }
  }

  /** Makes the artifact of a step, by way of checkpoints at 1 and 2. */
  static void commit(ArtifactStore store, Lease lease, int number) throws IOException {
    Checkpoints checkpoints = store.checkpoints(lease);
    long from = checkpoints.newest().map(Checkpoint::position).orElse(0L);
    for (long position = from + 1; position <= 2; position++) {
      Path part = checkpoints.begin(position);
      write(part, number);
      checkpoints.commit(part, position, 0);
    }
    Path staging = store.stage(lease);
    write(staging, number);
    CommitRequest request =
        new CommitRequest(
            artifact(number),
            1,
            "x",
            List.of(),
            "{}",
            Cost.NONE,
            new SampleResult(),
            new TreeMap<>());
    store.commit(lease, request, staging);
    lease.release();
  }

  private static void write(Path folder, int number) throws IOException {
    for (int file = 0; file < FILES; file++) {
      Files.write(folder.resolve("part-" + file), new byte[1 + 1000 * file + number]);
    }
  }
}
