package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.aftlab.worker.cli.CommandContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Holds the words of {@code retired-words.txt} out of the help, the messages, the Javadoc and the
 * documentation. Where a word is found, use the one that the list suggests.
 */
class VocabularyTest {
  /** Sources and pages that are checked, relative to the root of the repository. */
  private static final List<String> CHECKED =
      List.of(
          "experiments/src/main/java",
          "workflows/src/main/java",
          "activities/src/main/java",
          "worker/src/main/java",
          "docs",
          "README.md");

  private static final Path ROOT = Path.of("..");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>/\\*.*?\\*/|//[^\\n]*)"
              + "|(?<text>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\")"
              + "|'(?:\\\\.|[^'\\\\])+'",
          Pattern.DOTALL);
  private static final Pattern COMMENT_MARKS = Pattern.compile("^/\\*+|\\*/$|^//|\\n\\s*\\*");
  private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final List<Pattern> RETIRED = retired();

  @ParameterizedTest
  @MethodSource("checkedFiles")
  void file_ofTheProduct_usesNoRetiredWord(String file) throws IOException {
    String text = Files.readString(ROOT.resolve(file));

    assertEquals(List.of(), problems(file.endsWith(".java") ? proseOfJava(text) : List.of(text)));
  }

  @Test
  void help_ofEveryCommand_usesNoRetiredWord(@TempDir Path folder) {
    assertEquals(List.of(), problems(help(folder)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** The work goes on. */ class A {}",
        "/**\n * The work goes\n * on.\n */ class A {}",
        "class A { String a = \"the work goes on\"; }",
        "class A { String a = \"the work goes\"\n + \" on\"; }",
        "// Goes on.\nclass A {}"
      })
  void retiredWord_inCommentOrText_isFound(String source) {
    assertFalse(problems(proseOfJava(source)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"class A { int stands; }", "/** A standard text. */ class A {}"})
  void retiredWord_inCodeOrInsideOfAWord_isNotReported(String source) {
    assertEquals(List.of(), problems(proseOfJava(source)));
  }

  static Stream<String> checkedFiles() {
    return CHECKED.stream().flatMap(VocabularyTest::files);
  }

  private static Stream<String> files(String place) {
    try (Stream<Path> found = Files.walk(ROOT.resolve(place))) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> help(Path folder) {
    PrintWriter unused = new PrintWriter(new StringWriter());
    List<String> texts = new ArrayList<>();
    addHelp(AftCommand.commandLine(CommandContext.of(unused, unused, Map.of(), folder)), texts);
    return texts;
  }

  private static void addHelp(CommandLine command, List<String> texts) {
    texts.add(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
    command.getSubcommands().values().forEach(inner -> addHelp(inner, texts));
  }

  /** The comments and the string literals of a source, each as one line. */
  private static List<String> proseOfJava(String source) {
    List<String> prose = new ArrayList<>();
    Matcher token = TOKEN.matcher(CONCATENATION.matcher(source).replaceAll(""));
    while (token.find()) {
      if (token.group("comment") != null) {
        prose.add(COMMENT_MARKS.matcher(token.group("comment")).replaceAll(" "));
      }
      if (token.group("text") != null) {
        prose.add(token.group("text"));
      }
    }
    return prose;
  }

  private static List<String> problems(List<String> texts) {
    return RETIRED.stream()
        .flatMap(word -> texts.stream().flatMap(text -> occurrences(word, text)))
        .toList();
  }

  private static Stream<String> occurrences(Pattern word, String text) {
    return word.matcher(text).results().map(found -> quote(text, found.start(), found.end()));
  }

  private static String quote(String text, int start, int end) {
    return text.substring(Math.max(0, start - 40), Math.min(text.length(), end + 40))
        .replaceAll("\\s+", " ");
  }

  private static List<Pattern> retired() {
    try (Stream<String> lines =
        Files.lines(Path.of("src/test/resources/dev/aftlab/worker/retired-words.txt"))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> "\\b(?:" + line.replace(" ", "\\s+") + ")\\b")
          .map(line -> Pattern.compile(line, Pattern.CASE_INSENSITIVE))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
