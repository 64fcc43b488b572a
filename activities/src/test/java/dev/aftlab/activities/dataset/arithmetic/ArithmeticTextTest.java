package dev.aftlab.activities.dataset.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.lm.token.Tokenizer;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated texts under the miniature's own tokenizer. */
final class ArithmeticTextTest {
  /** Token 0, {@code <pad>}, stands for whatever is not in the vocabulary. */
  private static final int UNKNOWN = 0;

  private static final String MODEL = "/dev/aftlab/activities/catalog/miniature/";

  @TempDir private Path folder;

  private Tokenizer tokenizer() throws IOException {
    for (String name :
        new String[] {
          "tokenizer.json", "config.json", "generation_config.json", "tokenizer_config.json"
        }) {
      try (InputStream in = ArithmeticTextTest.class.getResourceAsStream(MODEL + name)) {
        if (in != null) {
          Files.copy(in, folder.resolve(name));
        }
      }
    }
    return Tokenizer.load(folder);
  }

  @Test
  void texts_encodedThenDecoded_areUnchanged() throws IOException {
    try (Tokenizer tokenizer = tokenizer()) {
      for (double heldOut : new double[] {0, 1}) {
        List<Question> questions =
            new ArithmeticQuestions(new DatasetSpec.Arithmetic("test", 1000, 1, 5, heldOut), 20)
                .draw();
        for (Question question : questions) {
          for (String text : List.of(question.text() + " <a>", question.reference())) {
            int[] tokens = tokenizer.encode(text, false);
            assertTrue(
                IntStream.of(tokens).noneMatch(token -> token == UNKNOWN),
                () -> text + " gives " + Arrays.toString(tokens));
            assertEquals(text, tokenizer.decode(tokens, false));
          }
        }
      }
    }
  }
}
