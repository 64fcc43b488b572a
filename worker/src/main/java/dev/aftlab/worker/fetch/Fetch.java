package dev.aftlab.worker.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Brings a publication into a folder. Files are collected in {@code FOLDER.part} beside it, which a
 * later fetch goes on from, and the folder is there from the moment that all of them are verified:
 * a folder that exists is whole.
 */
public final class Fetch {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final String LOCK = ".lock";

  private final Publication publication;
  private final Path folder;
  private final Path staging;
  private final RetryPolicy patience;
  private final Consumer<String> listener;

  /**
   * A fetch, which does nothing yet.
   *
   * @param publication what is fetched
   * @param folder where to; it must not exist, or be whole already
   * @param patience how long a download goes on trying
   * @param listener is told of each file
   */
  public Fetch(
      Publication publication, Path folder, RetryPolicy patience, Consumer<String> listener) {
    this.publication = publication;
    this.folder = folder.toAbsolutePath().normalize();
    this.staging = this.folder.resolveSibling(this.folder.getFileName() + ".part");
    this.patience = patience;
    this.listener = listener;
  }

  /** How one file gets into the staging folder. */
  private interface Way {
    void bring(Publication.Published file, Path target) throws IOException, InterruptedException;
  }

  /**
   * Downloads what is missing.
   *
   * @return whether anything had to be done
   * @throws FetchException when the server does not give the pinned files
   */
  public boolean download() {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();
    try {
      return collect((file, target) -> new Download(client, file, target, patience).run());
    } finally {
      client.shutdownNow();
    }
  }

  /**
   * Copies files that were brought by hand, plain or gzipped, under their path or their name.
   *
   * @return whether anything had to be done
   * @throws WrongFilesException when some are missing or are not the pinned ones
   */
  public boolean copy(Path from) {
    LocalFiles brought = new LocalFiles(publication, from);
    return collect((file, target) -> brought.copy(file, target));
  }

  private boolean collect(Way way) {
    try {
      if (Files.exists(folder)) {
        checkWhole();
        return false;
      }
      Files.createDirectories(staging);
      try (FileChannel channel =
          FileChannel.open(
              staging.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock(channel);
        bringAll(way);
        Files.delete(staging.resolve(LOCK));
        Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return true;
    } catch (IOException failure) {
      throw new FetchException(folder + " cannot be written: " + reason(failure), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FetchException("interrupted; the same command goes on", interrupted);
    }
  }

  /** The words of the file system, and the path where it is another one. */
  private static String reason(IOException failure) {
    return failure instanceof FileSystemException known && known.getReason() != null
        ? known.getFile() + ": " + known.getReason()
        : Objects.requireNonNullElse(failure.getMessage(), "an error of the disk");
  }

  private void bringAll(Way way) throws IOException, InterruptedException {
    for (Publication.Published file : publication.files()) {
      Path target = staging.resolve(file.pin().path());
      if (!Checksum.fits(target, file.pin())) {
        Files.deleteIfExists(target);
        listener.accept(file.pin().path() + ", " + file.pin().bytes() + " bytes");
        way.bring(file, target);
      }
    }
  }

  /** The lock lasts until the channel is closed. */
  private void lock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new FetchException("another process is fetching into " + staging + "; wait for it");
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      throw new FetchException(
          "something else is fetching into " + staging + "; wait for it", ofThisProcess);
    }
  }

  private void checkWhole() throws IOException {
    for (Publication.Published file : publication.files()) {
      if (!Checksum.fits(folder.resolve(file.pin().path()), file.pin())) {
        throw new WrongFilesException(
            folder
                + " is there, but its "
                + file.pin().path()
                + " is missing or not the pinned file; remove the folder, or name another one by"
                + " --to");
      }
    }
  }
}
