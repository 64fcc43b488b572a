package dev.aftlab.activities.dataset.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The JSON objects of a file: one a line, or all of them in one array, which is seen from the first
 * character.
 */
public final class JsonRecords {
  private final TextLines file;

  public JsonRecords(TextLines file) {
    this.file = file;
  }

  /**
   * Passes on every object in order, each as soon as it is read; the first fault is a {@link
   * DatasetException}.
   */
  public void each(Consumer<JsonFields> taker) {
    if (file.beginsWith('[')) {
      ofArray(taker);
    } else {
      file.eachLine(
          line ->
              taker.accept(JsonFields.parse(new SourcePosition(file, line.number()), line.text())));
    }
  }

  private void ofArray(Consumer<JsonFields> taker) {
    String text = file.text();
    try (JsonParser parser =
        Json.mapper().createParser(text).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)) {
      parser.nextToken();
      int number = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        taker.accept(object(parser, ++number));
      }
      if (number == 0) {
        throw file.error(0, "the file has no record; it needs at least one");
      }
      if (parser.nextToken() != null) {
        throw file.error(
            parser.currentTokenLocation().getLineNr(),
            "there is text after the end of the array; remove it");
      }
    } catch (JsonProcessingException malformed) {
      JsonDiagnosis.Found fault = JsonDiagnosis.in(text, '[', "array");
      throw file.error(
          fault.line(), "the file is not one JSON array: " + fault.problem(), malformed);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private JsonFields object(JsonParser parser, int number) throws IOException {
    SourcePosition place = new SourcePosition(file, parser.currentTokenLocation().getLineNr());
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw place.error("the array holds something that is not an object {...}");
    }
    JsonNode node = JsonFields.ELEMENT_READER.readTree(parser);
    return new JsonFields(place, node, OptionalInt.of(number));
  }
}
