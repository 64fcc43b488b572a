package dev.aftlab.activities.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The real file system up to a change of given number, before which the machine dies: that change
 * and everything after it, tidying up included, throws {@link Crash}. A change is a folder or link
 * made, a file opened for writing, a move or a removal.
 */
final class CrashingFileSystem extends FileSystem {
  private final FileSystem real;
  private final Provider provider;
  private final int last;
  private int changes;

  private CrashingFileSystem(FileSystem real, int last) {
    this.real = real;
    this.provider = new Provider(real.provider());
    this.last = last;
  }

  /** The end of the machine; no handler of failures catches it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A path that crashes before the change of this number, from 1. */
  static Path around(Path path, int change) {
    return new CrashingFileSystem(path.getFileSystem(), change).wrap(path);
  }

  private void change() {
    changes++;
    look();
  }

  private void look() {
    if (changes >= last) {
      throw new Crash();
    }
  }

  private Path wrap(Path path) {
    return (Path)
        Proxy.newProxyInstance(
            CrashingFileSystem.class.getClassLoader(),
            new Class<?>[] {Path.class, Wrapped.class},
            (self, method, given) -> call(path, method, given));
  }

  /** Gives the path underneath. */
  private interface Wrapped {
    Path underneath();
  }

  private static Path unwrap(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.underneath() : path;
  }

  private Object call(Path path, Method method, Object[] given) throws Throwable {
    Object[] arguments = given == null ? new Object[0] : given.clone();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i] instanceof Path argument ? unwrap(argument) : arguments[i];
    }
    try {
      return switch (method.getName()) {
        case "underneath" -> path;
        case "getFileSystem" -> this;
        case "iterator" -> names(path);
        default ->
            method.invoke(path, arguments) instanceof Path result
                ? wrap(result)
                : method.invoke(path, arguments);
      };
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  private Iterator<Path> names(Path path) {
    List<Path> names = new ArrayList<>();
    path.forEach(name -> names.add(wrap(name)));
    return names.iterator();
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return real.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return wrap(real.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }

  /** Counts what changes something, and passes everything on. */
  private final class Provider extends FileSystemProvider {
    private final FileSystemProvider real;

    Provider(FileSystemProvider real) {
      this.real = real;
    }

    private void opened(Set<? extends OpenOption> options) {
      if (options.contains(StandardOpenOption.WRITE)
          || options.contains(StandardOpenOption.APPEND)) {
        change();
      }
      look();
    }

    @Override
    public String getScheme() {
      return "crashing";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      opened(options);
      return real.newByteChannel(unwrap(path), options, attributes);
    }

    @Override
    public FileChannel newFileChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      opened(options);
      return real.newFileChannel(unwrap(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
      look();
      List<Path> entries = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(unwrap(folder))) {
        all.forEach(entry -> entries.add(wrap(entry)));
      }
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          return entries.iterator();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
      change();
      real.createDirectory(unwrap(folder), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
      change();
      real.createLink(unwrap(link), unwrap(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
      change();
      real.delete(unwrap(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      change();
      real.move(unwrap(source), unwrap(target), options);
    }

    @Override
    public boolean isSameFile(Path first, Path second) throws IOException {
      return real.isSameFile(unwrap(first), unwrap(second));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
      return real.isHidden(unwrap(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      return real.getFileStore(unwrap(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      look();
      real.checkAccess(unwrap(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      return real.getFileAttributeView(unwrap(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      look();
      return real.readAttributes(unwrap(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws IOException {
      look();
      return real.readAttributes(unwrap(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
        throws IOException {
      look();
      real.setAttribute(unwrap(path), name, value, options);
    }
  }
}
