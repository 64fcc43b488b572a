import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/**
 * Checks or applies the layout of all Java files below the current folder: google-java-format, 100
 * columns. The build of the root module starts it on the JDK that compiles, with the formatter on
 * the class path. A file that passed is not formatted again until it or the formatter changes.
 *
 * <p>Arguments: {@code check} or {@code apply}, the file that notes what passed, and the
 * formatter's version.
 */
final class Format {
  // Reflowing takes backslash-u escapes in long strings apart, such as those of LetterExtractor.
  private static final String OPTION = "--skip-reflowing-long-strings";

  private final Path passedFile;
  private final String version;

  private Format(Path passedFile, String version) {
    this.passedFile = passedFile;
    this.version = version;
  }

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Format format = new Format(Path.of(arguments[1]), arguments[2]);
    System.exit(arguments[0].equals("apply") ? format.apply() : format.check());
  }

  private int apply() throws IOException, GeneralSecurityException {
    return run(List.of("--replace"), stale(passed()));
  }

  private int check() throws IOException, GeneralSecurityException {
    List<Path> stale = stale(passed());
    if (run(List.of("--dry-run", "--set-exit-if-changed"), stale) != 0) {
      System.err.println("The files above are not formatted. Format all of them with");
      System.err.println("  mvn -N -Pformat validate");
      return 1;
    }
    note();
    return 0;
  }

  private static int run(List<String> action, List<Path> files) {
    if (files.isEmpty()) {
      return 0;
    }
    List<String> arguments = new ArrayList<>(action);
    arguments.add(OPTION);
    files.forEach(file -> arguments.add(file.toString()));
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    return formatter.run(System.err, System.err, arguments.toArray(String[]::new));
  }

  private Set<String> passed() throws IOException {
    boolean known = Files.exists(passedFile);
    return known ? new TreeSet<>(Files.readAllLines(passedFile)) : Set.of();
  }

  private void note() throws IOException, GeneralSecurityException {
    Set<String> digests = new TreeSet<>();
    for (Path file : sources()) {
      digests.add(digest(file));
    }
    Files.createDirectories(passedFile.getParent());
    Files.write(passedFile, digests);
  }

  private List<Path> stale(Set<String> passed) throws IOException, GeneralSecurityException {
    List<Path> stale = new ArrayList<>();
    for (Path file : sources()) {
      if (!passed.contains(digest(file))) {
        stale.add(file);
      }
    }
    return stale;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = name.startsWith(".") || name.equals("target");
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  private String digest(Path file) throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update((version + OPTION).getBytes());
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
  }
}
