package dev.aftlab.activities.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.experiments.result.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a line that is not JSON. */
final class JsonDiagnosisTest {
  private static final String GOOD =
      "{\"q\": \"a\\n\\u00e9\", \"n\": [-0.5e+3, true, null, {\"x\": []}], \"o\": {}}";
  private static final int MUTATIONS = 20_000;

  private static String fault(String line) {
    return JsonDiagnosis.in(line, '{', "object").problem();
  }

  private static String told(byte[] line) {
    DatasetException wrong =
        assertThrows(
            DatasetException.class,
            () ->
                RecordLines.ofStream("in", new ByteArrayInputStream(line))
                    .each((fields, characters) -> {}));
    return wrong.getMessage();
  }

  private static String told(String line) {
    return told(line.getBytes(StandardCharsets.UTF_8));
  }

  /** An apostrophe in the first column stands for a double quotation mark. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{'q':1} {'q':2}   | the object ends in column 7, and another one begins in column 9; put"
            + " each on a line of its own",
        "{'q':1},          | the object ends in column 7, but ',' is in column 8 after it",
        "{'q':1} more      | the object ends in column 7, but 'm' is in column 9 after it",
        "{'q':1            | the object that begins in column 1 is not closed by }",
        "{'q':[1           | the list that begins in column 6 is not closed by ]",
        "{'q':'a           | the text that begins in column 6 is not closed by a quotation mark",
        "{'q':'a' 'b':1}   | '\"' is in column 10 where a comma or } must be",
        "{'q' 1}           | '1' is in column 6 where : must be",
        "{q:1}             | 'q' is in column 2 where a name in double quotation marks must be",
        "{'q':1,}          | '}' is in column 8 where a name in double quotation marks must be",
        "{'q':}            | '}' is in column 6 where a value must be",
        "{'q':             | it ends in column 5 where a value must be",
        "{'q':1,'r':2,'q':3} | the field 'q' is there twice, in columns 2 and 14",
        "{'q':1,'\\u0071':3} | the field 'q' is there twice, in columns 2 and 8",
        "{'q':NaN}         | 'NaN' in column 6 is neither a number nor true, false or null, and a"
            + " text needs quotation marks",
        "{'q':01}          | '01' in column 6 is not how JSON writes a number",
        "{'q':+1}          | '+1' in column 6 is not how JSON writes a number",
        "{'q':'\\x'}       | a backslash in column 7 is not followed by one of \"\\/bfnrt or by u"
            + " and four hexadecimal digits",
        "{'q':'\\u00'}     | a backslash in column 7 is not followed by one of \"\\/bfnrt or by u"
            + " and four hexadecimal digits",
        "hello             | 'h' is in column 1 where { must be",
        "{'ä😀':1          | the object that begins in column 1 is not closed by }",
        "{'ä😀':!}         | '!' is in column 7 where a value must be"
      })
  void line_thatIsNotJson_isReportedByColumn(String line, String told) {
    String text = line.replace('\'', '"');
    assertEquals(told, fault(text));
    assertEquals(
        "in:1: the line is not one JSON object: " + told + "; correct or remove the line",
        told(text));
  }

  @ParameterizedTest
  @CsvSource({"0, U+0000, \\u0000", "9, U+0009, \\u0009", "31, U+001F, \\u001f"})
  void controlCharacter_insideAText_isReportedByItsNumber(int control, String name, String escape) {
    String told =
        "the character "
            + name
            + " is in column 8 inside of a text, where it must be written "
            + escape;
    assertEquals(told, fault("{\"q\":\"a" + (char) control + "\"}"));
  }

  @Test
  void nul_afterTheObject_isReportedByItsNumber() {
    assertTrue(
        told("{\"q\":1}\0\n")
            .contains("ends in column 7, but the character U+0000 is in column 8 after it"));
  }

  @Test
  void nesting_beyondTheLimit_isReported() {
    String deep = "{\"q\":" + "[".repeat(100_000);
    assertEquals(
        "more than 1000 objects and lists are inside of one another in column 1005", fault(deep));
  }

  @Test
  void number_beyondTheLimit_isReported() {
    assertTrue(
        told("{\"q\":" + "1".repeat(2_000) + "}")
            .contains("a number in it has more than 1000 characters"));
  }

  @Test
  void otherFaults_areReportedWithTheirLine() {
    assertEquals(
        "in:2: the line is blank; remove it, or check whether something is missing here",
        told("{\"q\":1}\n\n{\"q\":1}\n"));
    assertEquals(
        "in:1: the line is not a JSON object but an array; each line needs {...}",
        told("[1, 2]\n"));
    assertEquals(
        "in:1: the line is not valid UTF-8; convert the file to UTF-8",
        told(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}));
  }

  @Test
  void faultOfSeveralLines_isReportedByItsOwnLine() {
    assertEquals(
        new JsonDiagnosis.Found(3, "'x' is in column 2 where a comma or ] must be"),
        JsonDiagnosis.in("[1,\n2\n x]", '[', "array"));
  }

  /** Whatever the parser refuses is given a fault of its own, and never in the parser's words. */
  @Test
  void mutatedLines_thatTheParserRefuses_areGivenAFault() {
    SplittableRandom random = new SplittableRandom(7);
    String alphabet = "{}[]\",:\\ux0-+.eE1 \u0000ntfé";
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder line = new StringBuilder(GOOD);
      for (int change = 0; change <= i % 3; change++) {
        line.setCharAt(
            1 + random.nextInt(line.length() - 1),
            alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (refuses(line.toString())) {
        refused++;
        assertFalse(
            fault(line.toString()).startsWith("a number in it has more"),
            () -> "no fault found in " + line);
      }
    }
    assertTrue(refused > MUTATIONS / 2, "only " + refused + " lines were refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {GOOD, "{}", " {\"a\": 1e5}\t\r"})
  void line_thatIsJson_hasNoFault(String line) {
    assertTrue(fault(line).startsWith("a number in it has more"), fault(line));
  }

  private static boolean refuses(String line) {
    ObjectReader reader =
        Json.mapper()
            .readerFor(JsonNode.class)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try {
      reader.readTree(line);
      return false;
    } catch (JsonProcessingException malformed) {
      return true;
    }
  }
}
