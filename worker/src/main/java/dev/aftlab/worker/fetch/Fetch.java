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
 * Downloads a publication into a folder. Files are staged in {@code FOLDER.part}, from which a
 * later fetch resumes, and renamed when all of them are verified: a folder that exists is complete.
 */
public final class Fetch {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final String LOCK = ".lock";

  private final Publication publication;
  private final Path folder;
  private final Path staging;
  private final RetryPolicy retries;
  private final Consumer<String> listener;

  /**
   * Creates a fetch; it starts nothing.
   *
   * @param publication what is fetched
   * @param folder the destination; it must not exist, or be complete already
   * @param retries the retries of a download
   * @param listener receives each file
   */
  public Fetch(
      Publication publication, Path folder, RetryPolicy retries, Consumer<String> listener) {
    this.publication = publication;
    this.folder = folder.toAbsolutePath().normalize();
    this.staging = this.folder.resolveSibling(this.folder.getFileName() + ".part");
    this.retries = retries;
    this.listener = listener;
  }

  /** How one file is put into the staging folder. */
  private interface Way {
    void bring(Publication.Published file, Path target) throws IOException, InterruptedException;
  }

  /**
   * Downloads what is missing.
   *
   * @return whether anything was copied or downloaded
   * @throws FetchException when the server does not serve the pinned files
   */
  public boolean download() {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();
    try {
      return collect((file, target) -> new Download(client, file, target, retries).run());
    } finally {
      client.shutdownNow();
    }
  }

  /**
   * Copies local files, plain or gzipped, found by their path or their name.
   *
   * @return whether anything was copied or downloaded
   * @throws WrongFilesException when some are missing or are not the pinned ones
   */
  public boolean copy(Path from) {
    LocalFiles files = new LocalFiles(publication, from);
    return collect((file, target) -> files.copy(file, target));
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
      throw new FetchException("interrupted; run the same command again to resume", interrupted);
    }
  }

  /** The file system's message, and its path where it differs. */
  private static String reason(IOException failure) {
    return failure instanceof FileSystemException known && known.getReason() != null
        ? known.getFile() + ": " + known.getReason()
        : Objects.requireNonNullElse(failure.getMessage(), "a disk error");
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

  /** Locks the folder until the channel is closed. */
  private void lock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new FetchException(
            "another process is fetching into " + staging + "; wait until it ends");
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      throw new FetchException(
          "another fetch is running in " + staging + "; wait until it ends", ofThisProcess);
    }
  }

  private void checkWhole() throws IOException {
    for (Publication.Published file : publication.files()) {
      if (!Checksum.fits(folder.resolve(file.pin().path()), file.pin())) {
        throw new WrongFilesException(
            folder
                + " exists, but its "
                + file.pin().path()
                + " is missing or not the pinned file; remove the folder, or set another one with"
                + " --to");
      }
    }
  }
}
