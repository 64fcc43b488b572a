package dev.aftlab.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.Option;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExtractorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          numeric  | 18           |     | 18
          numeric  | $1,800.00    |     | so it is 1800
          numeric  | -3 degrees   |     | #### -3
          strict   | $1,800       |     | #### 1,800.
          strict   | -3           |     | #### -3
          flexible | 18.50        |     | it costs $18.50
          digits   | 007          |     | #### 7
          letter   | (C)          |     | The answer is C.
          letter   | B            | x y | #### B
          answer   | B            | x y | #### B
          answer   | 18           |     | #### 18
          """)
  void answer_thatCanBeFound_isMatchedByACompletion(
      String name, String gold, String options, String completion) {
    Extractor extractor = Extractors.named(name);
    List<Option> offered = offered(options);
    assertTrue(extractor.canMatch(gold, offered));
    assertTrue(extractor.matches(extractor.extract(completion, offered), gold));
    assertEquals(Optional.empty(), Extractors.fault(extractor, gold, offered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          numeric  | abc       |
          numeric  | 1/5       |
          numeric  | B         | x y
          strict   | 18 apples |
          strict   | abc       |
          flexible | B         | x y
          flexible | 18 apples |
          digits   | abc       |
          digits   | -3        |
          digits   | 1,800     |
          letter   | 18        |
          letter   | b         | x y
          letter   | Z         | x y
          answer   | 18        | x y
          answer   | B         |
          """)
  void answer_thatCannotBeFound_isMatchedByNoCompletion(String name, String gold, String options) {
    Extractor extractor = Extractors.named(name);
    List<Option> offered = offered(options);
    assertFalse(extractor.canMatch(gold, offered));
    for (String completion :
        List.of(
            gold,
            "#### " + gold,
            "The answer is " + gold,
            "The answer is (" + gold + ").",
            "A: " + gold + "\n" + gold)) {
      assertFalse(extractor.matches(extractor.extract(completion, offered), gold), completion);
    }
  }

  @Test
  void fault_ofAnAnswer_namesTheExtractorsThatFindIt() {
    assertEquals(
        Optional.of(
            "the right answer is '-3', which the extractor 'digits' never finds; correct it, or"
                + " take an extractor that does: numeric, strict, flexible, answer"),
        Extractors.fault(Extractors.named("digits"), "-3", List.of()));
    assertEquals(
        Optional.of(
            "the right answer is 'Z' of a question with the options A to B, which the extractor"
                + " 'letter' never finds; no extractor does; correct it: give the letter of an"
                + " option"),
        Extractors.fault(Extractors.named("letter"), "Z", offered("x y")));
  }

  /**
   * Of four options 2 is the third one, counted from 0, or the second one; it is never the number
   * 2.
   */
  @ParameterizedTest
  @ValueSource(strings = {"numeric", "strict", "flexible", "digits", "letter", "answer"})
  void indexOfAnOption_asRightAnswer_isRefusedByEveryExtractor(String name) {
    Extractor extractor = Extractors.named(name);
    assertEquals(
        Optional.of(
            "the right answer is '2' of a question with the options A to D, which the extractor '"
                + name
                + "' never finds; no extractor does; correct it: give the letter of an option, C if"
                + " they are counted from 0"),
        Extractors.fault(extractor, "2", offered("3 4 5 6")));
    assertTrue(Extractors.fault(extractor, "9", offered("3 4 5 6")).isPresent());
  }

  private static List<Option> offered(String options) {
    return options == null ? List.of() : Option.lettered(List.of(options.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          39 + 28 = 67. #### 7   | 7
          67 + 6 = 73. #### 73   | 73
          #### 0                 | 0
          #### 7 3               | 73
          #### 73 .              | ''
          #### 7 3 cards         | ''
          #### -3                | ''
          ####                   | ''
          39 + 28 = 67.          | ''
          #### 1 #### 2          | ''
          #### \u0663            | ''
          """)
  void digits_fromCompletion_areThoseUpToTheEnd(String completion, String expected) {
    assertEquals(expected, Extractors.named("digits").extract(completion));
  }

  // The expected answers of both rules were computed in Python with the harness's expressions.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The answer is $18.       | ''      | 18
          #### 18                  | 18      | 18
          #### 7                   | 7       | 7
          #### 18.                 | 18      | 18
          #### 18.00               | 18.00   | 18.00
          #### -1,200. and #### 5  | -1200   | 5
          ####18                   | ''      | 18
          #### $18                 | ''      | 18
          #### 42 apples           | 42      | 42
          #### 1,000.50.           | 1000.50 | 1000.50
          #### -                   | ''      | ''
          so 3 or 5                | ''      | 5
          wait...                  | ''      | ..
          10-5                     | ''      | -5
          it costs 5.              | ''      | 5
          - 5                      | ''      | 5
          \u22125                  | ''      | 5
          \u0662                   | ''      | ''
          5%                       | ''      | 5
          $                        | ''      | ''
          1.2.3                    | ''      | 1.2.3
          A-3b                     | ''      | -3
          price: $,.               | ''      | ''
          no number                | ''      | ''
          """)
  void strictWithFlexible_fromCompletion_areThoseOfTheHarness(
      String completion, String strict, String flexible) {
    assertEquals(strict, Extractors.named("strict").extract(completion));
    assertEquals(flexible, Extractors.named("flexible").extract(completion));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The answer is $18.                         | 18
          the answer is: 7                           | 7
          Answer: 42                                 | 42
          #### 5                                     | 5
          #### 18                                    | 18
          #### 1,234.50                              | 1234.50
          #### 109,200,000                           | 109200000
          #### 109\u00A0200\u00A0000                 | 109200000
          #### 1\u202F234 m                          | 1234
          #### \u20AC\u00A075                        | 75
          #### $.50                                  | .50
          #### Rs. 7925                              | 7925
          A: 75%                                     | 75
          A: 18 dollars                              | 18
          A: 12cm                                    | 12
          A: \u22125                                 | -5
          A: -$5                                     | -5
          A: $-5                                     | -5
          A: - 5                                     | -5
          A: \u200B6\u200B2                          | 62
          A: 10 - 4 = 6                              | 6
          A: 10-4                                    | ''
          A: 10 \u2013 4                             | ''
          A: she pays - 4                            | 4
          A: -1.8 billion                            | ''
          A: 1/5                                     | ''
          A: none                                    | ''
          A: 3 + 4 = 7. A: 8                         | 7
          7 - 3 = 4 apples                           | 4
          she has 3 of 1/2                           | ''
          a: 3 pens, so 5                            | 5
          no number                                  | ''
          """)
  void numeric_fromCompletion_isTheAnswersNumber(String completion, String expected) {
    assertEquals(expected, Extractors.named("numeric").extract(completion));
  }

  @Test
  void numeric_afterCueWithLineBreaks_takesTheFirstLineWithANumber() {
    assertEquals(
        "18", Extractors.named("numeric").extract("so\n####\n\n$18\n\nQuestion: Tom has 5 pens."));
  }

  @Test
  void numeric_withLineSeparatorOfUnicode_readsOn() {
    assertEquals("18", Extractors.named("numeric").extract("#### 9 +\u2028 9 = 18"));
  }

  @ParameterizedTest
  @CsvSource({
    "numeric, 18.00, 18, true",
    "numeric, 18, 18.0, true",
    "numeric, 1200, '1,200', true",
    "numeric, 18, $18, true",
    "numeric, -5, \u22125, true",
    "numeric, .50, 0.5, true",
    "numeric, 18, -18, false",
    "numeric, 18, eighteen, false",
    "numeric, 8, 18, false",
    "strict, 18.00, 18, false",
    "strict, 1200, '1,200', true",
    "strict, 18, $18., true",
    "flexible, 18.00, 18, false",
    "flexible, -5, -5, true",
    "flexible, 5, \u22125, false",
    "digits, 7, 7, true",
    "digits, 73, 73, true",
    "digits, 07, 7, true",
    "digits, 0, 00, true",
    "digits, 7, 73, false",
    "digits, 73, 7, false",
    "digits, 7, seven, false"
  })
  void answer_compared_followsTheExtractorsRule(
      String extractor, String extracted, String gold, boolean right) {
    assertEquals(right, Extractors.named(extractor).matches(extracted, gold));
  }

  @ParameterizedTest
  @ValueSource(strings = {"numeric", "strict", "flexible", "digits", "letter", "answer"})
  void emptyExtraction_compared_isNeverRight(String name) {
    assertFalse(Extractors.named(name).matches("", ""));
    assertFalse(Extractors.named(name).matches("", "5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1,", "1 ", ",111", "-", "#", "1.", "/1 "})
  void longRepetition_extracted_endsWithoutOverflow(String piece) {
    // Models that loop do write this.
    String text = "#### " + piece.repeat(20_000);
    for (String name : Extractors.names()) {
      assertTrue(Extractors.named(name).extract(text).length() <= text.length());
    }
  }

  @Test
  void unknownName_suggestsTheNearest() {
    UnknownExtractorException failure =
        assertThrows(UnknownExtractorException.class, () -> Extractors.named("numerik"));
    assertEquals(
        "label.extractor: is 'numerik', which is not an extractor; did you mean 'numeric'? There"
            + " are numeric, strict, flexible, digits, letter, answer",
        failure.getMessage());
  }
}
