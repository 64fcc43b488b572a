package dev.aftlab.activities.lm.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.MiniatureModel;
import dev.aftlab.activities.lm.ReferenceModel;
import dev.aftlab.activities.lm.SharedData;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenizerTest {
  @TempDir Path folder;

  @Test
  void miniature_question_hasTheDocumentedIds() {
    // Ids count the documented vocabulary: <pad> <a> <eos> 0..9 + - * = #### . , ? then 8 names, 8
    // items, then the words.
    try (Tokenizer tokenizer = Tokenizer.load(MiniatureModel.folder())) {
      int[] ids = tokenizer.encode("Tom has 39 apples. <a> 3 + 4 = 7. #### 7 <eos>", false);
      assertArrayEquals(new int[] {21, 37, 6, 12, 29, 18, 1, 6, 13, 7, 16, 10, 18, 17, 10, 2}, ids);
    }
  }

  @Test
  void miniature_twoThousandTexts_surviveTheRoundTrip() {
    try (Tokenizer tokenizer = Tokenizer.load(MiniatureModel.folder())) {
      for (String text : MiniatureModel.questions(2000)) {
        String whole = text + " 39 + 28 = 67. so 67 - 6 = 61 cards. #### 61 <eos>";
        assertEquals(whole, tokenizer.decode(tokenizer.encode(whole, false), false));
      }
    }
  }

  @Test
  void decode_withoutSpecialTokens_leavesThemOut() {
    try (Tokenizer tokenizer = Tokenizer.load(MiniatureModel.folder())) {
      String text = tokenizer.decode(tokenizer.encode("#### 7 <eos>", false), true);
      assertFalse(text.contains("<eos>"), text);
      assertTrue(text.contains("7"), text);
    }
  }

  @Test
  void encode_longText_isNotTruncated() {
    try (Tokenizer tokenizer = Tokenizer.load(MiniatureModel.folder())) {
      assertEquals(5000, tokenizer.encode("Tom ".repeat(5000), false).length);
    }
  }

  @Test
  void stories_recordedTexts_haveTheRecordedIds() throws IOException {
    JsonNode recorded =
        Json.mapper()
            .readTree(SharedData.path("data/models/stories260K/expected.json").toFile())
            .get("encode");
    assertTrue(recorded.size() >= 9);
    try (Tokenizer tokenizer = Tokenizer.load(SharedData.path("data/models/stories260K-hf"))) {
      for (JsonNode entry : recorded) {
        int[] expected = ReferenceModel.ints(entry.get("ids"));
        boolean special = expected.length > 0 && expected[0] == 1;
        assertArrayEquals(
            expected,
            tokenizer.encode(entry.get("text").textValue(), special),
            entry.get("text").textValue());
      }
      assertArrayEquals(new int[] {2}, tokenizer.endTokens());
    }
  }

  @Test
  void byteLevelBpe_recordedChat_hasTheRecordedIds() throws IOException {
    Path shared = SharedData.path("data/models/torchtune-tiny-bpe");
    Files.copy(shared.resolve("tiny_bpe_tokenizer.json"), folder.resolve(Tokenizer.FILE));
    JsonNode recorded = Json.mapper().readTree(shared.resolve("expected.json").toFile());
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      int[] ids = ReferenceModel.ints(recorded.get("ids"));
      assertArrayEquals(ids, tokenizer.encode(recorded.get("text").textValue(), false));
      assertEquals(recorded.get("text").textValue(), tokenizer.decode(ids, false));
    }
  }

  @Test
  void endTokens_generationConfigWithSeveral_comesBeforeConfig() throws IOException {
    copyTokenizer();
    Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\": 2}");
    Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [2, 5]}");
    assertArrayEquals(new int[] {2, 5}, endTokens());
  }

  @Test
  void endTokens_generationConfigWithoutThem_areThoseOfConfig() throws IOException {
    copyTokenizer();
    Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\": 7}");
    Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": null}");
    assertArrayEquals(new int[] {7}, endTokens());
  }

  @Test
  void endTokens_ofAFolderThatNamesNone_areEmpty() throws IOException {
    copyTokenizer();
    assertArrayEquals(new int[0], endTokens());
  }

  @Test
  void endTokens_thatAreText_areRefusedWithFileAndField() throws IOException {
    copyTokenizer();
    Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\": \"</s>\"}");
    assertDamaged("config.json", "eos_token_id");
  }

  @Test
  void load_missingFile_isRefusedWithItsName() {
    assertDamaged("tokenizer.json", "missing");
  }

  @Test
  void load_truncatedFile_isRefusedWithTheLine() throws IOException {
    String whole = Files.readString(MiniatureModel.folder().resolve(Tokenizer.FILE));
    Files.writeString(folder.resolve(Tokenizer.FILE), whole.substring(0, whole.length() / 2));
    assertDamaged("tokenizer.json", "line ");
  }

  @Test
  void load_jsonThatIsNoTokenizer_isRefused() throws IOException {
    Files.writeString(
        folder.resolve(Tokenizer.FILE), "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}}}");
    assertDamaged("tokenizer.json", "not a Hugging Face tokenizer");
    Files.writeString(folder.resolve(Tokenizer.FILE), "{\"model\": {\"type\": \"Abacus\"}}");
    assertRefused("model.type = Abacus");
  }

  /**
   * Each of these makes the native library end the whole process, or text depend on chance: they
   * must not get there.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"stop\":0 | \"stop\":3 | decoder.decoders[3].stop = 3",
        "{\"SpecialToken\":{\"id\":\"<s>\", | {\"SpecialToken\":{\"id\":\"<t>\", | the token '<t>'"
            + " is not among its special_tokens",
        "{\"Sequence\":{\"id\":\"A\" | {\"Sequence\":{\"id\":\"B\" | the sequence B in the template"
            + " of a single one",
        "\"dropout\":null | \"dropout\":0.5 | model.dropout = 0.5",
        "\"continuing_subword_prefix\":null | \"continuing_subword_prefix\":\"##\" |"
            + " model.continuing_subword_prefix",
        "\"unk_token\":\"<unk>\" | \"unk_token\":\"<none>\" | model.unk_token: \"<none>\" is not in"
            + " model.vocab",
        "\"pre_tokenizer\":null | \"pre_tokenizer\":{\"type\":\"FixedLength\",\"length\":0} |"
            + " pre_tokenizer.type = FixedLength",
        "\"pre_tokenizer\":null |"
            + " \"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(a*)*b\"}} |"
            + " pre_tokenizer.pattern",
        "\"content\":\"</s>\" | \"content\":\"\" | added_tokens.content",
        "\"<s>\":1 | \"<s>\":-1 | model.vocab.<s>: -1",
      })
  void load_partThatCouldEndTheProcess_isRefusedByName(String from, String to, String words)
      throws IOException {
    String source =
        new String(
            TokenizerTest.class.getResourceAsStream("byte-fallback.json").readAllBytes(),
            StandardCharsets.UTF_8);
    assertTrue(source.contains(from.strip()), "the file holds no " + from);
    Files.writeString(
        folder.resolve(Tokenizer.FILE),
        source.replaceFirst(Pattern.quote(from.strip()), Matcher.quoteReplacement(to.strip())));
    assertRefused(words.strip());
  }

  @Test
  void encode_textWithoutTokens_isRefusedByName() throws IOException {
    String source = Files.readString(MiniatureModel.folder().resolve(Tokenizer.FILE));
    Files.writeString(
        folder.resolve(Tokenizer.FILE),
        source.replaceFirst("\"unk_token\": \"[^\"]*\"", "\"unk_token\": \"<none>\""));
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      String message =
          assertThrows(
                  UnsupportedModelException.class,
                  () -> tokenizer.encode("Tom has 3 aardvarks.", false))
              .getMessage();
      assertTrue(message.contains("tokenizer.json") && message.contains("aardvarks"), message);
    }
  }

  private void copyTokenizer() throws IOException {
    Files.copy(MiniatureModel.folder().resolve(Tokenizer.FILE), folder.resolve(Tokenizer.FILE));
  }

  private int[] endTokens() {
    try (Tokenizer tokenizer = Tokenizer.load(folder)) {
      return tokenizer.endTokens();
    }
  }

  private void assertRefused(String words) {
    RuntimeException failure = assertThrows(RuntimeException.class, () -> Tokenizer.load(folder));
    assertTrue(
        failure instanceof DamagedModelException || failure instanceof UnsupportedModelException,
        failure.toString());
    assertTrue(
        failure.getMessage().contains("tokenizer.json") && failure.getMessage().contains(words),
        failure.getMessage());
  }

  private void assertDamaged(String file, String words) {
    DamagedModelException failure =
        assertThrows(DamagedModelException.class, () -> Tokenizer.load(folder));
    assertTrue(
        failure.getMessage().contains(file) && failure.getMessage().contains(words),
        failure.getMessage());
  }
}
