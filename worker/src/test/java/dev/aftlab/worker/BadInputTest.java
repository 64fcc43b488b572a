package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.label.Extractors;
import dev.aftlab.experiments.spec.LabelSpec;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
  @TempDir private Path folder;

  /**
   * Ten mistakes: the replaced text in the quickstart, the replacement, and the message's text
   * beside the file's name.
   */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("a syntax error", "seeds: [20, 21]", "seeds: [20, 21", "is not YAML"),
        Arguments.of("an unknown field", "extractor: digits", "extracter: digits", "extractor"),
        Arguments.of(
            "an unknown top-level field",
            "sampling:\n",
            "sampeling:\n",
            "did you mean 'sampling'?"),
        Arguments.of("a value that is too small", "k: 6\n  range", "k: 0\n  range", "sampling.k"),
        Arguments.of("a word for a number", "  epochs: 3", "  epochs: three", "three"),
        Arguments.of("a negative beta", "beta: auto", "beta: -1", "beta"),
        Arguments.of("a missing version", "version: 1\n", "", "version"),
        Arguments.of("a later version", "version: 1\n", "version: 99\n", "99"),
        Arguments.of(
            "a field twice", "seeds: [20, 21]\n", "seeds: [20, 21]\nseeds: [22]\n", "twice"),
        Arguments.of(
            "a control of an arm that is not there",
            "matches: boundary",
            "matches: boundry",
            "boundry"),
        Arguments.of("an unknown extractor", "extractor: digits", "extractor: digitz", "digits"),
        Arguments.of(
            "a report on an arm that is not there", "reference: vft\n", "reference: vtf\n", "vtf"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void plan_ofYamlWithAMistake_namesFileAndMistake(
      String mistake, String right, String wrong, String told) throws IOException {
    Shell.Said said = planOf(replaced(Catalog.yaml("quickstart"), right, wrong));
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(said.err().contains("mine.yaml"), said.err());
    assertTrue(said.err().contains(told), said.err());
    assertEquals("", said.out());
  }

  @Test
  void plan_ofYamlWithTwoMistakes_namesBothAndTheirLines() throws IOException {
    String once = replaced(Catalog.yaml("quickstart"), "k: 6\n  range", "k: 0\n  range");
    Shell.Said said = planOf(replaced(once, "  epochs: 3", "  epochs: -3"));
    assertTrue(said.err().contains("2 problems"), said.err());
    assertTrue(
        said.err().lines().filter(line -> line.matches("mine\\.yaml:\\d+: .*")).count() >= 2,
        said.err());
  }

  @Test
  void plan_ofYamlThatNamesAFileOutside_isRefusedWithLocation() throws IOException {
    String yaml =
        replaced(
            Catalog.yaml("quickstart"),
            "test: {type: arithmetic, split: test, count: 1000}",
            "test: {type: jsonl, file: ../../etc/passwd}");
    Shell.Said said = planOf(yaml);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(
        said.err()
            .matches(
                "(?s)mine\\.yaml:\\d+: data\\.test\\.file: is '\\.\\./\\.\\./etc/passwd', it lies"
                    + " outside .*AFT_ROOTS.*"),
        said.err());
  }

  /** A name with a blank, a comma and brackets, which mean something elsewhere in an option. */
  @Test
  void plan_ofAFileOutsideThatSetNames_isAllowedWhateverItsName(@TempDir Path elsewhere)
      throws IOException {
    Path file = elsewhere.resolve("held out, {1} [a]=b.jsonl");
    Files.writeString(file, "{\"question\": \"What is 1 + 1?\", \"answer\": \"2\"}\n");
    Files.writeString(folder.resolve("mine.yaml"), Catalog.yaml("quickstart"));
    String value = "{type: jsonl, file: \"" + file + "\"}";
    Shell.Said said = new Shell(folder).aft("plan", "mine.yaml", "--set", "data.test=" + value);
    assertEquals(ExitCodes.DONE, said.code(), said.err());
  }

  /** The text of an option allows nothing but the file that it names. */
  @Test
  void plan_ofYamlThatNamesAFileInTheTextOfASet_isRefused(@TempDir Path elsewhere)
      throws IOException {
    Path file = elsewhere.resolve("q.jsonl");
    Files.writeString(file, "{\"question\": \"What is 1 + 1?\", \"answer\": \"2\"}\n");
    Files.writeString(
        folder.resolve("mine.yaml"),
        replaced(
            Catalog.yaml("quickstart"),
            "test: {type: arithmetic, split: test, count: 1000}",
            "test: {type: jsonl, file: " + file + "}"));
    Shell.Said said =
        new Shell(folder)
            .aft("plan", "mine.yaml", "--set", "description=compare with " + file + " of before");
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(
        said.err().contains("data.test.file: is '" + file + "', it lies outside of"), said.err());
  }

  /** An option that sets one field of a data set leaves the others to the experiment's author. */
  @Test
  void plan_ofASetBesideAFileOutside_isRefused(@TempDir Path elsewhere) throws IOException {
    Path file = elsewhere.resolve("q.jsonl");
    Files.writeString(file, "{\"question\": \"What is 1 + 1?\", \"answer\": \"2\"}\n");
    Files.writeString(
        folder.resolve("mine.yaml"),
        replaced(
            Catalog.yaml("quickstart"),
            "test: {type: arithmetic, split: test, count: 1000}",
            "test: {type: jsonl, file: " + file + "}"));
    Shell.Said said = new Shell(folder).aft("plan", "mine.yaml", "--set", "data.test.count=1");
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(said.err().contains("it lies outside of"), said.err());
  }

  @Test
  void plan_ofAnInvalidExperimentWithAFileOutsideThatSetNames_reportsTheOtherProblemAlone(
      @TempDir Path elsewhere) throws IOException {
    Path file = elsewhere.resolve("q.jsonl");
    Files.writeString(file, "{\"question\": \"What is 1 + 1?\", \"answer\": \"2\"}\n");
    Files.writeString(
        folder.resolve("mine.yaml"),
        replaced(Catalog.yaml("quickstart"), "k: 6\n  range", "k: 0\n  range"));
    Shell.Said said =
        new Shell(folder)
            .aft("plan", "mine.yaml", "--set", "data.test={type: jsonl, file: " + file + "}");
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(said.err().contains("sampling.k: is '0'"), said.err());
    assertTrue(said.err().contains("1 problem; nothing was started"), said.err());
  }

  @Test
  void run_ofYamlWithAMistake_startsNothing() throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        replaced(Catalog.yaml("quickstart"), "k: 6\n  range", "k: 0\n  range"));
    assertEquals(ExitCodes.BAD_INPUT, new Shell(folder).aft("run", "mine.yaml").code());
    assertFalse(Files.exists(folder.resolve(".aft/runs")), "a run was recorded");
  }

  @Test
  void device_ofAnUnknownName_isRefusedWhateverIsComputed() {
    for (String device :
        List.of("tpu", "cuda:x", "mps", "CPU", "", "cuda:", "cuda:-1", "cpu:0", "gpu")) {
      for (String command :
          List.of(
              "run quickstart", "worker", "generate --model nowhere", "score --model nowhere")) {
        List<String> words = new java.util.ArrayList<>(List.of(command.split(" ")));
        words.add("--device=" + device);
        Shell.Said said = new Shell(folder).aft(words.toArray(String[]::new));
        assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
        assertTrue(
            said.err().contains("device '" + device + "' is unknown; use cpu, cuda or cuda:N"),
            said.err());
      }
    }
  }

  @Test
  void set_ofAnUnknownField_namesTheOption() {
    Shell.Said said =
        new Shell(folder).aft("plan", "quickstart", "--set", "align.training.epoks=2");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("--set align.training.epoks"), said.err());
    assertTrue(said.err().contains("epochs"), said.err());
  }

  @Test
  void set_withoutValue_showsTheSyntax() {
    Shell.Said said = new Shell(folder).aft("plan", "quickstart", "--set", "seeds");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("path=value"), said.err());
  }

  @Test
  void plan_ofAMissingModel_namesItsLocation() throws IOException {
    String yaml =
        replaced(Catalog.yaml("quickstart"), "base: catalog:miniature", "base: models/nowhere");
    Shell.Said said = planOf(yaml);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(
        said.err()
            .startsWith(
                "mine.yaml:"
                    + lineOf(yaml, "models/nowhere")
                    + ": model.base: is 'models/nowhere', there is no folder "),
        said.err());
  }

  @Test
  void plan_ofMissingModelAndData_namesAllAtOnce() throws IOException {
    String yaml =
        replaced(Catalog.yaml("quickstart"), "base: catalog:miniature", "base: models/nowhere")
            .replace(
                "train: {type: arithmetic, split: train, count: 1000}",
                "train: {type: jsonl, file: x.jsonl}")
            .replace(
                "test: {type: arithmetic, split: test, count: 1000}",
                "test: {type: gsm8k, file: y.jsonl}");
    Shell.Said said = planOf(yaml);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    List<String> lines = said.err().lines().toList();
    assertTrue(
        lines
            .get(0)
            .startsWith(
                "mine.yaml:"
                    + lineOf(yaml, "models/nowhere")
                    + ": model.base: is 'models/nowhere', "),
        said.err());
    assertTrue(
        lines
            .get(1)
            .startsWith(
                "mine.yaml:"
                    + lineOf(yaml, "x.jsonl")
                    + ": data.train.file: is 'x.jsonl', there is no such file"),
        said.err());
    assertTrue(
        lines
            .get(2)
            .startsWith(
                "mine.yaml:"
                    + lineOf(yaml, "y.jsonl")
                    + ": data.test.file: is 'y.jsonl', there is no such file"),
        said.err());
    assertEquals("3 problems; nothing was started", lines.get(3));
  }

  @Test
  void plan_ofAnArmWithMissingData_namesTheLineOfTheArm() throws IOException {
    String yaml =
        replaced(
            Catalog.yaml("quickstart"),
            "  base: {method: base}\n",
            "  base: {method: base, data: {test: {type: jsonl, file: x.jsonl}}}\n");
    Shell.Said said = planOf(yaml);
    assertTrue(
        said.err()
            .startsWith(
                "mine.yaml:"
                    + lineOf(yaml, "x.jsonl")
                    + ": arms.base.data.test.file: is 'x.jsonl', "),
        said.err());
  }

  /** Each arm has the mixture, and the mixture reads what its part reads. */
  @Test
  void plan_ofAMixtureWithAMissingPart_namesItOnce() throws IOException {
    String mixture = "train: {type: mixture, parts: [{data: {type: jsonl, file: x.jsonl}}]}";
    Shell.Said said =
        planOf(
            replaced(
                Catalog.yaml("quickstart"),
                "train: {type: arithmetic, split: train, count: 1000}",
                mixture));
    assertEquals(
        1, said.err().lines().filter(line -> line.contains("x.jsonl")).count(), said.err());
    assertTrue(said.err().endsWith("\n1 problem; nothing was started\n"), said.err());
  }

  @Test
  void set_toAMissingFile_namesTheOption() {
    Shell.Said said =
        new Shell(folder)
            .aft("run", "quickstart", "--set", "data.test={type: jsonl, file: x.jsonl}");
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(
        said.err().startsWith("--set data.test: file: is 'x.jsonl', there is no such file"),
        said.err());
  }

  @Test
  void set_ofAMissingField_isPlanned() throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        replaced(Catalog.yaml("quickstart"), "base: catalog:miniature", "base: models/nowhere"));
    Shell.Said said =
        new Shell(folder).aft("plan", "mine.yaml", "--set", "model.base=catalog:miniature");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
  }

  private static long lineOf(String yaml, String text) {
    return yaml.substring(0, yaml.indexOf(text)).lines().count();
  }

  @Test
  void plan_ofAJsonLinesFileWithAnInvalidLine_namesFileAndLine() throws IOException {
    Files.writeString(
        folder.resolve("mine.jsonl"),
        "{\"question\": \"1 + 1\", \"answer\": \"2\"}\n{\"question\": \n");
    Shell.Said said =
        planOf(
            replaced(
                Catalog.yaml("quickstart"),
                "test: {type: arithmetic, split: test, count: 1000}",
                "test: {type: jsonl, file: mine.jsonl}"));
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(said.err().contains(": data.test.file: is 'mine.jsonl', line 2: "), said.err());
  }

  @Test
  void extractorsOfTheLanguage_areThoseThatExist() {
    assertEquals(Extractors.names(), Set.of(LabelSpec.EXTRACTORS.split("\\|")));
  }

  private Shell.Said planOf(String yaml) throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), yaml);
    return new Shell(folder).aft("plan", "mine.yaml");
  }

  private static String replaced(String text, String right, String wrong) {
    assertTrue(text.contains(right), () -> "the quickstart does not contain " + right);
    return text.replace(right, wrong);
  }
}
