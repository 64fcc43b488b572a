package dev.aftlab.worker.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Downloads one file. Received bytes are kept as {@code NAME.part}, from which a later attempt
 * resumes with an HTTP range; the file is renamed after its checksum was verified. When a server
 * answers a range request with the whole file, the part is overwritten.
 */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;
  private static final int BUFFER = 1 << 16;

  private final HttpClient client;
  private final Publication.Published file;
  private final Path target;
  private final Path part;
  private final RetryPolicy retries;

  Download(HttpClient client, Publication.Published file, Path target, RetryPolicy retries) {
    this.client = client;
    this.file = file;
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.retries = retries;
  }

  /** Retries until the file is complete. */
  void run() throws IOException, InterruptedException {
    Files.createDirectories(target.getParent());
    int left = retries.attempts();
    while (have() < file.pin().bytes()) {
      long before = have();
      try {
        attempt();
      } catch (IOException failure) {
        left = have() > before ? retries.attempts() : left - 1;
        if (left == 0) {
          throw new FetchException(
              file.address()
                  + " was interrupted at "
                  + have()
                  + " of "
                  + file.pin().bytes()
                  + " bytes ("
                  + reason(failure)
                  + ")",
              failure);
        }
        Thread.sleep(retries.pause());
      }
    }
    verify();
  }

  /** The number of received bytes; 0 for a part that is longer than the file. */
  private long have() throws IOException {
    if (!Files.exists(part)) {
      return 0;
    }
    if (Files.size(part) > file.pin().bytes()) {
      Files.delete(part);
      return 0;
    }
    return Files.size(part);
  }

  private void attempt() throws IOException, InterruptedException {
    long from = have();
    HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(retries.stall());
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case OK -> receive(body, 0);
        case PARTIAL -> receive(body, agreed(response, from));
        case RANGE_NOT_SATISFIABLE -> refuse("the server's file is shorter than " + from);
        default -> refuse(response.statusCode());
      }
    }
  }

  /** The start of the received range, which must be the end of the existing part. */
  private long agreed(HttpResponse<InputStream> response, long from) throws IOException {
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (!range.startsWith("bytes " + from + "-")) {
      Files.deleteIfExists(part);
      throw new IOException("the server sent the range '" + range + "' for bytes " + from + " on");
    }
    return from;
  }

  private void refuse(int status) throws IOException {
    if (status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS) {
      throw new IOException("the server answers " + status);
    }
    throw new FetchException(file.address() + ": the server answers " + status);
  }

  private void refuse(String problem) throws IOException {
    Files.deleteIfExists(part);
    throw new IOException(problem);
  }

  private void receive(InputStream body, long from) throws IOException {
    StandardOpenOption how =
        from == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    try (OutputStream out =
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        StallTimeout watch = new StallTimeout(body, retries.stall())) {
      byte[] buffer = new byte[BUFFER];
      long total = from;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        watch.moved();
        total += read;
        if (total > file.pin().bytes()) {
          throw new FetchException(
              file.address()
                  + " is longer than the pinned "
                  + file.pin().bytes()
                  + " bytes: not the pinned file");
        }
        out.write(buffer, 0, read);
      }
      if (total < file.pin().bytes()) {
        throw new IOException("the connection was closed");
      }
    } catch (FetchException tooLong) {
      Files.deleteIfExists(part);
      throw tooLong;
    }
  }

  private void verify() throws IOException {
    String found = Checksum.of(part);
    if (!found.equals(file.pin().sha256())) {
      Files.delete(part);
      throw new FetchException(
          file.address()
              + " has the SHA-256 "
              + found
              + ", pinned is "
              + file.pin().sha256()
              + "; it was deleted");
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
