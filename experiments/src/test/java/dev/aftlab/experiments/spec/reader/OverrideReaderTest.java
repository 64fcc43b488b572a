package dev.aftlab.experiments.spec.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.PromptSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OverrideReaderTest {
  private static final String SMALL =
      """
      version: 1
      name: small
      seeds: [1]
      model: {base: models/x}
      data:
        train: {type: jsonl, file: a.jsonl}
        test: {type: jsonl, file: b.jsonl}
      """;

  private static ExperimentSpec read(String... overrides) {
    return SpecReader.read("small.yaml", SMALL, SpecReader.Override.parse(List.of(overrides)))
        .spec();
  }

  private static List<String> problems(String... overrides) {
    return assertThrows(InvalidSpecException.class, () -> read(overrides)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  /** The proposed value of {@code --set}, as a shell passes it. */
  private static String proposed(String problem) throws IOException, InterruptedException {
    String words =
        problem.substring(
            problem.lastIndexOf("needs quotation marks: --set ")
                + "needs quotation marks: --set ".length());
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + words).start();
    String word = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    return word;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{question} ->",
        "{question}",
        "[{question}]",
        "*{question}",
        "{question}: a",
        "Q: {question} # a",
        "it's {question}: \"x\"",
        "@{question}",
        "%{question} `id` $(id)",
        "- {question}",
        "!{question} x",
        "\"{question}\" \\n",
        "& {question}",
        "> {question}",
        "{question}\nA:",
        "'{question}' b"
      })
  void text_withYamlsCharacters_isProposedInQuotationMarks(String text)
      throws IOException, InterruptedException {
    List<String> problems = problems("model.prompt.template=" + text);
    assertEquals(1, problems.size(), problems.toString());
    String again = proposed(problems.getFirst());
    PromptSpec.Plain prompt =
        (PromptSpec.Plain) read(again).arms().getFirst().spec().model().prompt();
    assertEquals(text, prompt.template());
  }

  @Test
  void text_beginningWithABrace_isProposedAsTyped() {
    String problem = problems("model.prompt.template={question} ->").getFirst();
    assertTrue(problem.startsWith("--set model.prompt.template: is not YAML: "), problem);
    assertTrue(problem.endsWith("--set 'model.prompt.template=\"{question} ->\"'"), problem);
  }

  @Test
  void override_withoutEqualsSign_isRefused() {
    String told =
        "must be path=value, such as sampling.k=6; null is the default, '\"\"' an empty text";
    assertEquals(
        List.of("--set sampling.k: " + told, "--set =5: " + told), problems("sampling.k", "=5"));
  }

  @Test
  void override_ofAnItemOfAList_proposesToSetTheList() {
    assertEquals(
        List.of("--set seeds[0]: leads into a list; a list is set as a whole: --set 'seeds=[…]'"),
        problems("seeds[0]=5"));
    assertEquals(
        List.of(
            "--set report.family.0.arm: leads into a list; a list is set as a whole: --set"
                + " 'report.family=[…]'"),
        problems("report.family.0.arm=a"));
  }

  @Test
  void override_withoutValueOrName_isRefused() {
    assertTrue(
        problems("sampling.k=").getFirst().startsWith("--set sampling.k: must be path=value"));
    assertTrue(problems("sampling= ").getFirst().startsWith("--set sampling: must be path=value"));
    assertTrue(
        problems("sampling.=5")
            .getFirst()
            .startsWith("--set sampling.: has an empty name in its path"));
    assertTrue(
        problems("a.".repeat(20_000) + "b=5").getFirst().contains("has a path of 20001 names"));
  }

  @Test
  void override_ofAnUnknownField_suggestsASimilarOne() {
    assertEquals(
        List.of("--set samplng.k: samplng: is not a field; did you mean 'sampling'?"),
        problems("samplng.k=3"));
    assertEquals(
        List.of("--set sampling.kk: is not a field; did you mean 'k'?"), problems("sampling.kk=3"));
  }

  @Test
  void override_givenTwice_isTheLast() {
    assertEquals(9, read("sampling.k=3", "sampling.k=9").arms().getFirst().spec().sampling().k());
  }

  @Test
  void overrides_withSeveralProblems_areReportedWithThoseOfTheFile() {
    List<String> problems =
        assertThrows(
                InvalidSpecException.class,
                () ->
                    SpecReader.read(
                        "small.yaml",
                        SMALL + "vft: {epochs: 0}\n",
                        SpecReader.Override.parse(
                            List.of("name=[x", "sampling.k=", "sampling.range=0"))))
            .problems()
            .stream()
            .map(Problem::toString)
            .toList();
    assertEquals(4, problems.size(), problems.toString());
    List<String> broken =
        assertThrows(
                InvalidSpecException.class,
                () ->
                    SpecReader.read(
                        "small.yaml", "a: [", SpecReader.Override.parse(List.of("sampling.k="))))
            .problems()
            .stream()
            .map(Problem::toString)
            .toList();
    assertEquals(2, broken.size(), broken.toString());
  }

  @Test
  void prompt_ofAnOption_isProposedAsATemplate() {
    String problem =
        assertThrows(
                InvalidSpecException.class, () -> OptionReader.prompt("--prompt", "{question} ->"))
            .problems()
            .getFirst()
            .toString();
    assertTrue(
        problem.endsWith("; a template is written as --prompt '{template: \"{question} ->\"}'"),
        problem);
  }
}
