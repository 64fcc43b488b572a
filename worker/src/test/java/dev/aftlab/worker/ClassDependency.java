package dev.aftlab.worker;

import dev.aftlab.activities.ActivitySettings;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.TaskQueues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * One class of the product using another class, found by {@code jdeps}, which also sees classes
 * that only a pattern of a switch names.
 *
 * @param from the class that uses
 * @param to the class that is used
 */
record ClassDependency(String from, String to) {
  private static final Pattern LINE = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+.*");

  /** One class of each module, which stands for the module's folder of classes. */
  private static final List<Class<?>> MODULES =
      List.of(Fingerprint.class, TaskQueues.class, ActivitySettings.class, Main.class);

  /** All dependencies of the product's main classes. */
  static List<ClassDependency> all() {
    List<String> folders = MODULES.stream().map(ClassDependency::folder).distinct().toList();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(
                        Stream.of("-verbose:class", "-filter:none", "--multi-release", "base"),
                        folders.stream())
                    .toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalStateException("jdeps: " + out + err);
    }
    return out.toString()
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> new ClassDependency(line.group(1), line.group(2)))
        .toList();
  }

  private static String folder(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The package of the class that uses. */
  String fromPackage() {
    return packageOf(from);
  }

  /** The package of the class that is used. */
  String toPackage() {
    return packageOf(to);
  }

  private static String packageOf(String type) {
    return type.substring(0, type.lastIndexOf('.'));
  }
}
