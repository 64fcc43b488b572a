package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Cost;
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
  static String step(int number) {
    return String.format("%064x", number);
  }

  public static void main(String[] arguments) throws IOException {
    LocalArtifactStore store = new LocalArtifactStore(Path.of(arguments[1]), Clock.systemUTC());
    LeaseOwner me = LeaseOwner.here(arguments[2]);
    if (arguments[0].equals("race")) {
      race(store, me, Integer.parseInt(arguments[3]));
    } else {
      System.out.println("ready");
      commitForever(store, me);
    }
  }

  /** Tries for each key, says which it got, and lives on until its input is closed. */
  private static void race(ArtifactStore store, LeaseOwner me, int keys) throws IOException {
    System.out.println("ready");
    System.in.read();
    for (int key = 0; key < keys; key++) {
      if (store.acquire(step(key), me) instanceof LeaseAttempt.Acquired acquired) {
        System.out.println(key + " " + acquired.lease().epoch());
      }
    }
    System.out.println("end");
    System.in.read();
  }

  private static void commitForever(ArtifactStore store, LeaseOwner me) throws IOException {
    for (int number = 0; ; number++) {
      if (store.find("train", step(number)).isEmpty()
          && store.acquire(step(number), me) instanceof LeaseAttempt.Acquired acquired) {
        commit(store, acquired.lease(), number);
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
            "train",
            lease.fingerprint(),
            1,
            "x",
            List.of(),
            "{}",
            Cost.NONE,
            new TreeMap<>(),
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
