package dev.aftlab.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExtractorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          digits   | 39 + 28 = 67. #### 7          | 7
          digits   | 67 + 6 = 73. #### 73          | 73
          digits   | #### 7 3                      | 73
          digits   | #### 73 .                     | ''
          digits   | 39 + 28 = 67.                 | ''
          digits   | #### 1 #### 2                 | ''
          strict   | The answer is $18.            | ''
          strict   | #### 18                       | 18
          strict   | #### -1,200. and #### 5       | -1,200.
          flexible | The answer is $18.            | $18.
          flexible | so 3 or 5                     | 5
          flexible | wait...                       | ...
          numeric  | The answer is $18.            | 18
          numeric  | #### 1,234.50                 | 1234.50
          numeric  | A: 75%                        | 75
          numeric  | A: −5                         | -5
          numeric  | 7 - 3 = 4 apples              | 4
          numeric  | A: -1.8 billion               | ''
          numeric  | A: 1/5                        | ''
          numeric  | A: 18 dollars                 | 18
          numeric  | no number                     | ''
          """)
  void extract_fromCompletion_findsTheAnswer(String extractor, String completion, String expected) {
    assertEquals(expected, Extractors.named(extractor).extract(completion));
  }

  @Test
  void numeric_compared_goesByValue() {
    assertTrue(Extractors.named("numeric").matches("18.00", "18"));
    assertTrue(!Extractors.named("strict").matches("18.00", "18"));
    assertTrue(!Extractors.named("flexible").matches("18.00", "18"));
  }

  @Test
  void strictMatch_withCommasDollarsDot_ignoresThem() {
    assertTrue(Extractors.named("strict").matches("1,200.", "1200"));
  }

  @Test
  void emptyExtraction_compared_isNeverRight() {
    Extractors.names().forEach(name -> assertTrue(!Extractors.named(name).matches("", "")));
  }

  @Test
  void unknownName_asked_suggestsTheNearest() {
    UnknownExtractorException failure = assertThrows(UnknownExtractorException.class, () -> Extractors.named("numerik"));
    assertEquals("label.extractor: is 'numerik', which is not an extractor; did you mean 'numeric'?", failure.getMessage());
  }
}
