package dev.aftlab.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.reader.DataPaths;
import dev.aftlab.activities.dataset.reader.Datasets;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LetterExtractorTest {
  private static final List<Option> OPTIONS =
      Option.lettered(List.of("12 km", "a big dog", "1,800", "1/5", "a big dog"));

  private final Extractor letter = Extractors.named("letter");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The answer is (C).                                   | C
          The answer is C                                      | C
          Answer is C                                          | C
          #### C                                               | C
          ####D                                                | D
          ANSWER:E                                             | E
          ANS: D                                               | D
          Answer - A                                           | A
          Correct answer - A                                   | A
          correct option is B                                  | B
          CORRECT OPTION:OPTION E                              | E
          Answer : Option B                                    | B
          Answer = (A)                                         | A
          answer.A                                             | A
          ANSWER :(Option C)                                   | C
          Hence answer will be A. 5π                           | A
          The Answer is, B.                                    | B
          Answer D 8000                                        | D
          Answer: D) 109 rolls                                 | D
          Answer A is correct option                           | A
          so he sells 24 (ANSWER E)                            | E
          E is the answer.                                     | E
          Thus, C is the correct answer                        | C
          Hence (A) is correct answer.                         | A
          Therefore A is correct                               | A
          and (B) must be true.                                | B
          Option C                                             | C
          So option A is correct.                              | A
          C)                                                   | C
          (C)                                                  | C
          c                                                    | C
          E)                                                   | E
          C. twelve                                            | ''
          250=D                                                | D
          interest is 618. >>B                                 | B
          Thus A                                               | A
          answer: c                                            | C
          the answer is (b).                                   | B
          The answer is **C**.                                 | C
          $\\boxed{C}$                                         | C
          The answer is $\\boxed{\\text{C}}$.                  | C
          The answer is\u00A0C                                 | C
          """)
  void letter_inCompletion_isFound(String completion, String expected) {
    assertEquals(expected, letter.extract(completion, OPTIONS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The answer is 12 km.      | A
          #### 12  KM               | A
          12 km                     | A
          Answer: 1800              | C
          so 4 + 8 = 12 km          | A
          Ans: 3/15 = 1/5           | D
          The answer is a big dog.  | ''
          he walked 12 km           | ''
          """)
  void text_ofAnOption_meansItsLetter(String completion, String expected) {
    assertEquals(expected, letter.extract(completion, OPTIONS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The answer is A or B.", "Answer: (A) and (C)", "The answer is A, B", "Answer: C/D",
            "#### B & C", "The answer is (F).", "the answer is not C",
        "The answer is A dog with a bone", "The answer is I think unknown", "Answer: Because of it",
            "from A to B.", "no letter", "", "Each answer choice: (A) is large",
        "Option B is too large to be used here"
      })
  void completion_thatChoosesNoSingleOption_hasNone(String completion) {
    assertEquals("", letter.extract(completion, OPTIONS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The answer is A. No, wait. The answer is (B).        | B
          The answer is (C). Is A correct? A is correct too.   | C
          The answer is B or C. So the answer is C.            | C
          D is the best answer there is. The answer is (C).    | C
          """)
  void completion_withSeveralStatements_endsInTheLastStrongOne(String completion, String expected) {
    assertEquals(expected, letter.extract(completion, OPTIONS));
  }

  @Test
  void statement_acrossLines_isReadAfterAColonOnly() {
    assertEquals("D", letter.extract("The answer is:\n\n(D)", OPTIONS));
    assertEquals("C", letter.extract("####\nC", OPTIONS));
    assertEquals("", letter.extract("This is the answer.\nA man buys 5 pens", OPTIONS));
  }

  @Test
  void questionWithoutOptions_acceptsEveryLetter() {
    assertEquals("G", letter.extract("The answer is (G)."));
  }

  @ParameterizedTest
  @CsvSource({"C, C, true", "C, (C), true", "C, C), true", "C, D, false", "'', C, false"})
  void letters_compared_areEqualOrNot(String extracted, String gold, boolean right) {
    assertEquals(right, letter.matches(extracted, gold));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"answer is ", "(A) ", "the ", "A or ", "= ", "option ", "A, ", ": ", "\n"})
  void longRepetition_extracted_endsWithoutOverflow(String piece) {
    assertTrue(letter.extract("The answer is " + piece.repeat(20_000), OPTIONS).length() <= 1);
  }

  @Test
  void answerExtractor_followsTheQuestion() {
    Extractor answer = Extractors.named("answer");
    assertEquals("C", answer.extract("12 + 3 = 15. #### C", OPTIONS));
    assertEquals("15", answer.extract("12 + 3 = 15. #### 15"));
    assertTrue(
        answer.matches("C", "C")
            && answer.matches("15", "15.0")
            && !answer.matches("C", "15")
            && !answer.matches("15", "C"));
  }

  /**
   * Agreement with the keys, measured: what is missing has no letter at its end or says no option;
   * see docs/labels.md.
   */
  @ParameterizedTest
  @CsvSource({"data/aqua/dev.json, 245, 9", "data/aqua/test.json, 246, 8"})
  void aquaRationales_asPublished_agreeWithTheKey(String file, int agreeing, int without) {
    int right = 0;
    int none = 0;
    DatasetSpec spec =
        new DatasetSpec.Aqua(SharedData.path(file).toString(), List.of(), 0, 0, Optional.empty());
    for (Question question : Datasets.read(spec, 0, DataPaths.of(Path.of("")))) {
      String rationale =
          question.reference().substring(0, question.reference().lastIndexOf("\n#### "));
      String found = letter.extract(rationale, question.options());
      right += found.equals(question.gold()) ? 1 : 0;
      none += found.isEmpty() ? 1 : 0;
      assertEquals(question.gold(), letter.extract(question.reference(), question.options()));
    }
    assertEquals(agreeing + " right, " + without + " none", right + " right, " + none + " none");
  }

  /**
   * The worked examples of MMLU are its dev questions. Two differ: one ends in the letter E of four
   * options, one contradicts a key that is wrong. Examples whose question is written otherwise than
   * in the dev file are not compared.
   */
  @Test
  void mmluWorkedExamples_asPublished_agreeWithTheKey() throws IOException {
    DatasetSpec spec =
        new DatasetSpec.Mmlu(
            SharedData.path("data/mmlu/dev").toString(), List.of(), 0, 0, Optional.empty());
    Map<String, Question> known = new HashMap<>();
    Datasets.read(spec, 0, DataPaths.of(Path.of("")))
        .forEach(question -> known.put(essence(question.text()), question));
    List<String> differing = new ArrayList<>();
    int compared = 0;
    for (String example : workedExamples()) {
      Question question = known.get(essence(example.substring(0, example.indexOf("\n(A)"))));
      if (question != null) {
        compared++;
        String found =
            letter.extract(example.substring(example.lastIndexOf("\nA: ") + 4), question.options());
        differing.addAll(
            found.equals(question.gold())
                ? List.of()
                : List.of(question.id() + " has " + question.gold() + ", found '" + found + "'"));
      }
    }
    assertEquals(
        List.of(
            "mmlu-college_chemistry-2 has A, found ''",
            "mmlu-high_school_computer_science-4 has D, found 'B'"),
        differing);
    assertEquals(278, compared);
  }

  private static List<String> workedExamples() throws IOException {
    List<String> examples = new ArrayList<>();
    for (JsonNode prompt :
        Json.mapper().readTree(Files.readString(SharedData.path("data/mmlu/cot_prompts.json")))) {
      for (String example : prompt.textValue().split("(?:^|\n\n)Q: ")) {
        examples.addAll(example.contains("\nA: Let") ? List.of(example) : List.of());
      }
    }
    assertEquals(282, examples.size());
    return examples;
  }

  /** The letters and digits of a text. */
  private static String essence(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
