package dev.aftlab.worker.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files of a publication in a local folder. */
final class LocalFiles {
  private final Path folder;

  /** Opens a folder that must contain every file. */
  LocalFiles(Publication publication, Path folder) {
    this.folder = folder;
    List<String> missing =
        publication.files().stream()
            .filter(file -> find(file.pin()).isEmpty())
            .map(file -> "  " + file.pin().path() + "  " + file.address())
            .toList();
    if (!missing.isEmpty()) {
      throw new WrongFilesException(
          folder
              + " lacks "
              + missing.size()
              + " of "
              + publication.files().size()
              + " files:\n"
              + String.join("\n", missing));
    }
  }

  /** A file by its path or its name, plain or gzipped. */
  private Optional<Path> find(Publication.Pin pin) {
    Path byPath = folder.resolve(pin.path());
    Path byName = folder.resolve(byPath.getFileName());
    return Stream.of(byPath, byName, packed(byPath), packed(byName))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path packed(Path file) {
    return file.resolveSibling(file.getFileName() + ".gz");
  }

  void copy(Publication.Published file, Path target) throws IOException {
    Path found =
        find(file.pin())
            .orElseThrow(
                () ->
                    new WrongFilesException(
                        folder.resolve(file.pin().path()) + " has disappeared"));
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (InputStream in = opened(found)) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
    }
    String checksum = Checksum.of(part);
    if (!checksum.equals(file.pin().sha256())) {
      Files.delete(part);
      throw new WrongFilesException(
          found
              + " has the SHA-256 "
              + checksum
              + ", pinned is "
              + file.pin().sha256()
              + "; get it from "
              + file.address());
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static InputStream opened(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
