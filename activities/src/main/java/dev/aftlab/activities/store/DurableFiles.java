package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Manifest.ArtifactFile;
import dev.aftlab.experiments.result.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The file operations of a store: durable, exclusive or atomic, with failures that name the path.
 */
final class DurableFiles {
  private static final int PROBE_CHUNK = 1 << 20;
  private static final int REMOVALS = 5;

  /** Ends the names of folders that are being removed. */
  static final String RETIRED = ".old";

  private DurableFiles() {}

  /** Something that may fail for reasons of the disk. */
  interface Operation<T> {
    T run() throws IOException;
  }

  static <T> T at(Path path, Operation<T> operation) {
    try {
      return operation.run();
    } catch (IOException failure) {
      throw translated(path, failure);
    }
  }

  static StoreException translated(Path path, IOException failure) {
    return NoSpaceException.is(failure)
        ? NoSpaceException.writing(path, 0, failure)
        : new DiskException("cannot use " + path + ": " + reason(failure), failure);
  }

  /** What happened, and the other file if one was involved. */
  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
      case NoSuchFileException missing -> missing.getFile() + " is not there";
      case FileAlreadyExistsException taken ->
          taken.getFile() + " is there already, and is not what it should be";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      default -> failure.getClass().getSimpleName() + " " + failure.getMessage();
    };
  }

  /** Writes a file durably under a temporary name. */
  static Path temporary(Path folder, String text) throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve("." + UUID.randomUUID() + ".part");
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return part;
    } catch (IOException failure) {
      Files.deleteIfExists(part);
      throw failure;
    }
  }

  /** Whether this many bytes can be written durably; what was written is removed. */
  static boolean writable(Path probe, long bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(probe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(PROBE_CHUNK);
      for (long left = bytes; left > 0; left -= zeros.capacity()) {
        channel.write(zeros.clear().limit((int) Math.min(left, zeros.capacity())));
      }
      channel.force(true);
      return true;
    } catch (IOException failure) {
      if (NoSpaceException.is(failure)) {
        return false;
      }
      throw failure;
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Creates a file with a text in one act; false when there is one of that name already. */
  static boolean createExclusively(Path target, String text) throws IOException {
    Path part = temporary(folderOf(target), text);
    try {
      Files.createLink(target, part);
      syncFolder(folderOf(target));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Writes or replaces a file in one act. */
  static void replace(Path target, String text) throws IOException {
    Path part = temporary(folderOf(target), text);
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(folderOf(target));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The files below a folder, sorted, each made durable and digested. */
  static List<ArtifactFile> seal(Path folder) throws IOException {
    List<ArtifactFile> sealed = new ArrayList<>();
    for (Path file : filesBelow(folder)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      sealed.add(
          new ArtifactFile(
              folder.relativize(file).toString().replace('\\', '/'),
              Files.size(file),
              sha256(file)));
    }
    for (Path inner : foldersBelow(folder)) {
      syncFolder(inner);
    }
    return sealed;
  }

  static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<Path> foldersBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  /**
   * A file's attributes.
   *
   * @param size in bytes; -1 for a file that is not there
   * @param changed when it was last written
   * @param key the file's identity, as far as the file system has one
   */
  record Stamp(long size, FileTime changed, Optional<Object> key) {
    private static final Stamp NONE = new Stamp(-1, FileTime.fromMillis(0), Optional.empty());
  }

  static Stamp stamp(Path file) {
    return at(
        file,
        () -> {
          try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                seen.size(), seen.lastModifiedTime(), Optional.ofNullable(seen.fileKey()));
          } catch (NoSuchFileException missing) {
            return Stamp.NONE;
          }
        });
  }

  /** What is wrong with a file of a folder, given what it should be; empty when nothing is. */
  static Optional<String> fault(Path folder, ArtifactFile expected) throws IOException {
    Path file = folder.resolve(expected.path()).normalize();
    if (!file.startsWith(folder)) {
      return Optional.of("leaves its folder");
    }
    try {
      return faultOf(file, expected);
    } catch (NoSuchFileException moved) {
      return Optional.of("is missing");
    }
  }

  private static Optional<String> faultOf(Path file, ArtifactFile expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.of("is missing");
    }
    if (Files.size(file) != expected.size()) {
      return Optional.of("has " + Files.size(file) + " bytes, should have " + expected.size());
    }
    String digest = sha256(file);
    return digest.equals(expected.sha256())
        ? Optional.empty()
        : Optional.of(
            "has the digest "
                + digest.substring(0, 10)
                + "…, should have "
                + expected.sha256().substring(0, 10)
                + "…");
  }

  /** The folder of a path of the store; all have one. */
  static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent(), "the root of the file system");
  }

  static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.hex(in);
    }
  }

  /** Removes a folder and all below it, as far as it goes. */
  static void remove(Path folder) {
    at(
        folder,
        () -> {
          for (int tries = 1; ; tries++) {
            try {
              return Files.walkFileTree(folder, new Removal());
            } catch (DirectoryNotEmptyException written) {
              if (tries == REMOVALS) {
                throw written;
              }
            }
          }
        });
  }

  /**
   * Renames a folder and then removes it, so that a half-removed one is never mistaken for a
   * corrupt one.
   */
  static void retire(Path folder) {
    Path hidden = folder.resolveSibling(folder.getFileName() + RETIRED);
    at(
        folder,
        () -> {
          remove(hidden);
          try {
            return Files.move(folder, hidden, StandardCopyOption.ATOMIC_MOVE);
          } catch (NoSuchFileException gone) {
            return hidden;
          }
        });
    remove(hidden);
  }

  /** Others may be removing the same files, or still be writing there. */
  private static final class Removal extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /** The text of a file; empty when it is not there. */
  static Optional<String> text(Path file) {
    return at(
        file,
        () -> {
          try {
            return Optional.of(Files.readString(file));
          } catch (NoSuchFileException absent) {
            return Optional.empty();
          }
        });
  }

  /** The names in a folder, sorted; none when it is not there. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException missing) {
      return List.of();
    }
  }
}
