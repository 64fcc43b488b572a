package dev.aftlab.activities.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Opens the store in a folder, local or shared. {@code docs/store.md} shows the layout and the
 * rules that hold.
 */
public final class LocalStore {
  private LocalStore() {}

  /** Opens a store and logs its warnings. The folder is created if it does not exist. */
  public static Store open(Path root, Clock clock) {
    return open(
        root,
        clock,
        warning ->
            System.getLogger(LocalStore.class.getName()).log(System.Logger.Level.WARNING, warning));
  }

  /**
   * Opens a store. The folder is created if it does not exist.
   *
   * @param warnings receives what was found corrupt and skipped
   */
  public static Store open(Path root, Clock clock, Consumer<String> warnings) {
    LocalFolders folders = new LocalFolders(root.toAbsolutePath().normalize());
    String id = DurableFiles.at(folders.root(), () -> readOrMakeId(folders.root()));
    return new Store(
        new LocalArtifactStore(folders, id, clock, warnings),
        new LocalLeases(folders.work(), clock),
        new LocalPlans(folders.plans()));
  }

  private static String readOrMakeId(Path root) throws IOException {
    Path file = root.resolve("store-id");
    if (!Files.exists(file)) {
      DurableFiles.createExclusively(file, UUID.randomUUID().toString().substring(0, 8));
    }
    return Files.readString(file).strip();
  }
}
