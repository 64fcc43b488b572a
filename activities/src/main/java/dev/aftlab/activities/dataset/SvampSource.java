package dev.aftlab.activities.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * SVAMP in its published layout: one JSON array of objects with {@code ID}, {@code Body}, {@code Question}, {@code Answer} and {@code Type}. Body and
 * question become one text, with a comma between them where the body has no mark at its end.
 */
final class SvampSource implements QuestionSource {
  private static final String MARKS = ".,;:!?";

  private final QuestionFile file;
  private final List<String> types;

  SvampSource(QuestionFile file, List<String> types) {
    this.file = file;
    this.types = List.copyOf(types);
  }

  @Override
  public void each(Consumer<Placed> taker) {
    String text = file.text();
    try (JsonParser parser = Json.mapper().createParser(text).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw file.error(1, "the file does not begin with '['; it must be one JSON array of objects");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        object(parser, taker);
      }
      if (parser.nextToken() != null) {
        throw file.error(parser.currentTokenLocation().getLineNr(), "something stands behind the end of the array; remove it");
      }
    } catch (JsonProcessingException malformed) {
      JsonFault.Found fault = JsonFault.in(text, '[', "array");
      throw file.error(fault.line(), "the file is not one JSON array: " + fault.problem(), malformed);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void object(JsonParser parser, Consumer<Placed> taker) throws IOException {
    Place place = new Place(file, parser.currentTokenLocation().getLineNr());
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw place.error("the array holds something that is not an object {...}");
    }
    JsonNode node = parser.readValueAsTree();
    JsonFields fields = new JsonFields(place, node);
    if (types.isEmpty() || types.contains(type(fields.text("Type")))) {
      taker.accept(new Placed(question(fields), place));
    }
  }

  /** One record of the published file has its type misspelt. */
  private static String type(String written) {
    String type = written.toLowerCase(Locale.ROOT);
    return type.equals("common-divison") ? "common-division" : type;
  }

  private static Question question(JsonFields fields) {
    String body = fields.text("Body");
    String joint = MARKS.indexOf(body.charAt(body.length() - 1)) < 0 ? ", " : " ";
    return new Question(fields.text("ID"), body + joint + fields.text("Question"), "", number(fields));
  }

  /** Answers are written with a point, {@code 51.0}, and stand for whole numbers. */
  private static String number(JsonFields fields) {
    String written = fields.textOrNumber("Answer");
    return written.contains(".") ? written.replaceFirst("\\.?0+$", "") : written;
  }

  @Override
  public String digest() {
    return file.digest();
  }
}
