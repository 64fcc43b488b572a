package dev.aftlab.activities.lm.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the JSON files around a tokenizer; a failure names file and place. */
final class TokenizerFiles {
  // For a duplicate name this reader and the native one might take different values.
  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private TokenizerFiles() {}

  /** The JSON of a file that must be there. */
  static JsonNode read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DamagedModelException(file, "file", "missing; a model folder holds one");
    }
    try {
      return READER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException failure) {
      String place =
          "line "
              + failure.getLocation().getLineNr()
              + ", column "
              + failure.getLocation().getColumnNr();
      throw damaged(file, place, "not JSON: " + failure.getOriginalMessage(), failure);
    } catch (CharConversionException failure) {
      throw damaged(file, "text", "not UTF-8: " + failure.getMessage(), failure);
    } catch (IOException failure) {
      throw damaged(file, "file", "cannot be read: " + failure.getMessage(), failure);
    }
  }

  /** The content of a missing file. */
  static JsonNode nothing() {
    return Json.mapper().missingNode();
  }

  static DamagedModelException damaged(Path file, String place, String problem, Exception cause) {
    DamagedModelException failure = new DamagedModelException(file, place, problem);
    failure.initCause(cause);
    return failure;
  }
}
