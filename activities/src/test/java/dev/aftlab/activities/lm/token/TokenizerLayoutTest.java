package dev.aftlab.activities.lm.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.lm.MiniatureModel;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenizerLayoutTest {
  private static final int PAIRS = 3_000;

  @TempDir Path folder;

  private static ObjectNode miniature() {
    return (ObjectNode) TokenizerFiles.read(MiniatureModel.folder().resolve(Tokenizer.FILE));
  }

  private static boolean cuts(String end, Consumer<ObjectNode> change) {
    ObjectNode root = miniature();
    change.accept(root);
    return new TokenizerLayout(root).cutsAfter(end);
  }

  private static ObjectNode token(ObjectNode root, String content) {
    for (JsonNode token : root.get("added_tokens")) {
      if (token.get("content").textValue().equals(content)) {
        return (ObjectNode) token;
      }
    }
    throw new IllegalStateException(content);
  }

  private static void add(ObjectNode root, String content) {
    ObjectNode token =
        root.withArray("added_tokens")
            .addObject()
            .put("id", 4)
            .put("content", content)
            .put("special", true);
    List.of("single_word", "lstrip", "rstrip", "normalized")
        .forEach(flag -> token.put(flag, false));
  }

  @Test
  void miniature_promptsThatEndInAnAddedToken_areCutThere() {
    assertTrue(cuts(" <a>", root -> {}));
    assertTrue(cuts("<eos>", root -> {}));
    assertFalse(cuts("", root -> {}), "letters meet letters: 'ab' and 'cd' are 'abcd'");
    assertFalse(cuts(" <a> ", root -> {}));
    assertFalse(cuts(" Answer:", root -> {}));
    assertFalse(cuts("a>", root -> {}));
  }

  @Test
  void tokenizer_thatMayJoinNeighboursOfAToken_isNotUsedToCut() {
    assertFalse(cuts("<a>", root -> root.putObject("normalizer").put("type", "NFC")));
    assertFalse(
        cuts("<a>", root -> root.putObject("post_processor").put("type", "TemplateProcessing")));
    assertFalse(cuts("<a>", root -> root.putObject("pre_tokenizer").put("type", "Metaspace")));
    assertFalse(cuts("<a>", root -> ((ObjectNode) root.get("model")).put("type", "BPE")));
    assertFalse(cuts("<a>", root -> token(root, "<a>").put("rstrip", true)));
    assertFalse(cuts("<a>", root -> token(root, "<a>").put("single_word", true)));
    assertTrue(cuts("<a>", root -> root.putObject("pre_tokenizer").put("type", "Whitespace")));
    assertTrue(cuts("<a>", root -> token(root, "<a>").put("lstrip", true)));
  }

  @ParameterizedTest
  @CsvSource({
    "<a>5, false",
    "><, false",
    "x<a>y, false",
    "y<, false",
    "<, false",
    "<a, false",
    "x<a>, true",
    "<b>, true",
    "a, true"
  })
  void otherAddedToken_thatMatchesOverOrWithinTheLastOne_removesTheCut(String other, boolean cuts) {
    assertEquals(cuts, cuts("<a>", root -> add(root, other)), other);
  }

  /**
   * What is claimed must be so: random texts of everything that this tokenizer treats differently,
   * with nothing between them.
   */
  @Test
  void cut_whereItIsClaimed_givesTheTokensOfTheJoinedText() throws IOException {
    List<String> bits =
        List.of(
            "Tom", "has", " ", "12", "3", "####", "<a>", "<", "a", ">", "<eos>", "<ea", "os>", "\n",
            ".", "+ ", "x", "é", "<pad>");
    Random random = new Random(3);
    for (String other : List.of("", "x<a>", "<b>", "a")) {
      ObjectNode root = miniature();
      if (!other.isEmpty()) {
        add(root, other);
      }
      assertTrue(new TokenizerLayout(root).cutsAfter("<a>"), other);
      Files.writeString(folder.resolve(Tokenizer.FILE), Json.write(root));
      try (Tokenizer tokenizer = Tokenizer.load(folder)) {
        for (int pair = 0; pair < PAIRS; pair++) {
          String prompt = text(bits, random) + "<a>";
          String completion = text(bits, random);
          int[] apart =
              IntStream.concat(
                      Arrays.stream(tokenizer.encode(prompt, true)),
                      Arrays.stream(tokenizer.encode(completion, false)))
                  .toArray();
          assertArrayEquals(
              apart, tokenizer.encode(prompt + completion, true), prompt + "|" + completion);
        }
      }
    }
  }

  private static String text(List<String> bits, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(bits.get(random.nextInt(bits.size())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"'<pad>', '<eos>'", "'', '<eos>,<eos>'", "'<pad>', ''", "'', ''"})
  void tokens_addedAroundAText_areKeptBeforeItAlone(String before, String behind)
      throws IOException {
    ObjectNode root = miniature();
    ObjectNode processor = root.putObject("post_processor").put("type", "Sequence");
    ObjectNode template =
        processor.putArray("processors").addObject().put("type", "TemplateProcessing");
    special(template, before);
    template.withArray("single").addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
    special(template, behind);
    template.putArray("pair").addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
    template.withArray("pair").addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
    ObjectNode ids = template.putObject("special_tokens");
    ids.putObject("<pad>").put("id", "<pad>").putArray("ids").add(0);
    ((ObjectNode) ids.get("<pad>")).putArray("tokens").add("<pad>");
    ids.putObject("<eos>").put("id", "<eos>").putArray("ids").add(2);
    ((ObjectNode) ids.get("<eos>")).putArray("tokens").add("<eos>");
    Files.writeString(folder.resolve(Tokenizer.FILE), Json.write(root));
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      int[] kept = before.isEmpty() ? new int[] {21} : new int[] {0, 21};
      assertArrayEquals(kept, tokenizer.encode("Tom", true));
      assertEquals(kept.length, tokenizer.tokens("Tom", true).size());
      assertArrayEquals(new int[] {21}, tokenizer.encode("Tom", false));
      assertArrayEquals(before.isEmpty() ? new int[0] : new int[] {0}, tokenizer.encode("", true));
      assertArrayEquals(
          new int[] {21, 2},
          Arrays.copyOfRange(
              tokenizer.encode("Tom <eos>", true), kept.length - 1, kept.length + 1));
    }
  }

  private static void special(ObjectNode template, String tokens) {
    for (String token : tokens.isEmpty() ? new String[0] : tokens.split(",")) {
      template
          .withArray("single")
          .addObject()
          .putObject("SpecialToken")
          .put("id", token)
          .put("type_id", 0);
    }
  }
}
