package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.Interruption;
import dev.aftlab.worker.cli.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineCommandsTest {
  private static final String MODEL = "catalog:miniature";
  private static final String QUESTION =
      "{\"question\":\"Tom has 5 pens. Tom buys 2 more. how many pens"
          + " now?\",\"gold\":\"7\",\"id\":\"a\"}\n";

  @TempDir private Path folder;

  private Shell.Said piped(String input, String... words) {
    return new Shell(folder).piped(input, words);
  }

  private static List<JsonNode> lines(Shell.Said said) {
    return said.out().lines().map(line -> Json.read(line, JsonNode.class)).toList();
  }

  private static List<String> fields(JsonNode line) {
    List<String> names = new ArrayList<>();
    line.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void label_ofLines_extractsAnswersAndComparesThem() {
    Shell.Said said =
        piped(
            "{\"completion\":\"5 + 2 = 7\\n"
                + "#### 7\",\"gold\":\"7\",\"x\":1.50}\n"
                + "{\"completion\":\"no idea\",\"gold\":7}\n"
                + "{\"completions\":[\"It is 8.\",\"\"],\"gold\":\"8\"}\n",
            "label",
            "--extractor",
            "numeric");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    assertEquals(
        "{\"completion\":\"5 + 2 = 7\\n"
            + "#### 7\",\"gold\":\"7\",\"x\":1.50,\"extracted\":\"7\",\"correct\":true}\n"
            + "{\"completion\":\"no idea\",\"gold\":7,\"extracted\":null,\"correct\":false}\n"
            + "{\"completions\":[\"It is"
            + " 8.\",\"\"],\"gold\":\"8\",\"extracted\":[\"8\",null],\"correct\":[true,false]}\n",
        said.out());
    assertEquals("", said.err());
  }

  @Test
  void label_withAnAnswerThatItsExtractorNeverFinds_endsAtThatLine() {
    String right = "{\"completion\": \"#### 12\", \"gold\": 12}\n";
    Shell.Said said =
        piped(
            right + "{\"completion\": \"#### 12\", \"gold\": \"abc\"}\n",
            "label",
            "--extractor",
            "digits");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals(1, said.out().lines().count(), "the line before it has been judged");
    assertTrue(
        said.err()
            .contains(
                ":2: the field 'gold' is wrong: the right answer is 'abc', which the extractor"
                    + " 'digits' never finds"),
        said.err());
    Shell.Said letters =
        piped(
            "{\"completion\": \"A\", \"gold\": \"Z\", \"options\": [\"x\", \"y\"]}",
            "label",
            "--extractor",
            "letter");
    assertTrue(
        letters.err().contains("the right answer is 'Z' of a question with the options A to B"),
        letters.err());
  }

  @Test
  void label_withAnIndexIntoChoices_isNeverANumber() {
    String question =
        "{\"completion\": \"The answer is 2.\", \"choices\": [\"0\", \"4\", \"2\", \"6\"],"
            + " \"gold\": ";
    for (String extractor : List.of("numeric", "answer", "letter")) {
      Shell.Said number = piped(question + "2}", "label", "--extractor", extractor);
      Shell.Said text = piped(question + "\"2\"}", "label", "--extractor", extractor);
      assertEquals(
          List.of(ExitCodes.BAD_INPUT, ExitCodes.BAD_INPUT), List.of(number.code(), text.code()));
      assertTrue(
          number
              .err()
              .contains(
                  ":1: the field 'gold' is the number 2 beside the field 'choices'; write the"
                      + " letter"),
          number.err());
      assertTrue(
          text.err()
              .contains(
                  ":1: the field 'gold' is wrong: the right answer is '2' of a question with the"
                      + " options A to D"),
          text.err());
      assertTrue(
          text.err().contains("give the letter of an option, C if they are counted from 0"),
          text.err());
    }
    Shell.Said letter = piped(question + "\"C\"}", "label", "--extractor", "answer");
    assertEquals(
        "C true",
        lines(letter).getFirst().get("extracted").textValue()
            + " "
            + lines(letter).getFirst().get("correct"));
  }

  /** Written out, this number would have a thousand million zeros. */
  @Test
  void label_withAHugeExponent_endsAtThatLine() {
    String field = "1: the field 'gold' is 1E+999999999, with an exponent beyond 1000";
    Shell.Said said =
        piped(
            "{\"completion\": \"#### 5\", \"gold\": 1e999999999}",
            "label",
            "--extractor",
            "numeric");
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(said.err().contains(field), said.err());
    Shell.Said options =
        piped(
            "{\"completion\": \"A\", \"gold\": \"A\", \"options\": [1e-999999999, 2]}",
            "label",
            "--extractor",
            "letter");
    assertTrue(
        options
            .err()
            .contains("1: the field 'options' is 1E-999999999, with an exponent beyond 1000"),
        options.err());
  }

  @Test
  void label_withOptions_usesThem() {
    Shell.Said said =
        piped(
            "{\"completion\":\"So it is\\n"
                + "red\",\"options\":{\"A\":\"blue\",\"B\":\"red\"},\"gold\":\"B\"}\n"
                + "{\"completion\":\"So it is\\n"
                + "red\",\"options\":[\"red\",\"blue\"],\"gold\":\"B\"}\n",
            "label",
            "--extractor",
            "letter");
    assertEquals(
        List.of("B", "A"),
        lines(said).stream().map(line -> line.get("extracted").textValue()).toList(),
        said.err());
    assertEquals(
        List.of(true, false),
        lines(said).stream().map(line -> line.get("correct").booleanValue()).toList());
  }

  @Test
  void data_pipedThroughGenerateWithLabelWithScore_keepsItsFieldsInOrder() {
    String data =
        new Shell(folder)
            .aft("data", "arithmetic:", "--set", "split=test", "--set", "count=5")
            .out();
    Shell.Said drawn =
        piped(data, "generate", "--model", MODEL, "--samples", "2", "--max-tokens", "8", "-");
    assertEquals(ExitCodes.DONE, drawn.code(), drawn.err());
    Shell.Said judged = piped(drawn.out(), "label", "--extractor", "digits");
    Shell.Said scored = piped(judged.out(), "score", "--model", MODEL, "--end-token");
    assertEquals(ExitCodes.DONE, scored.code(), scored.err());
    List<JsonNode> lines = lines(scored);
    assertEquals(
        data.lines().map(line -> Json.read(line, JsonNode.class).get("id")).toList(),
        lines.stream().map(line -> line.get("id")).toList());
    for (JsonNode line : lines) {
      assertEquals(
          List.of(
              "question",
              "reference",
              "gold",
              "options",
              "id",
              "completions",
              "ended",
              "extracted",
              "correct",
              "sumLogprob",
              "meanLogprob",
              "tokens"),
          fields(line));
      assertEquals(2, line.get("completions").size());
      assertEquals(2, line.get("meanLogprob").size());
    }
  }

  @Test
  void generate_greedyToAFile_isTheSameEachTime() throws IOException {
    Files.writeString(folder.resolve("in.jsonl"), QUESTION);
    Shell.Said said =
        new Shell(folder)
            .aft(
                "generate",
                "--model",
                MODEL,
                "--greedy",
                "--max-tokens",
                "8",
                "in.jsonl",
                "--output",
                "out.jsonl");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    assertEquals("", said.out());
    String greedy = Files.readString(folder.resolve("out.jsonl"));
    assertEquals(
        greedy,
        piped(
                QUESTION,
                "generate",
                "--model",
                MODEL,
                "--temperature",
                "0",
                "--seed",
                "9",
                "--max-tokens",
                "8")
            .out());
  }

  @Test
  void existingOutput_isKeptUntilTheFirstWrite() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept.jsonl"), "kept");
    Shell.Said missing =
        new Shell(folder)
            .aft("label", "--extractor", "numeric", "none.jsonl", "--output", "kept.jsonl");
    Shell.Said broken = piped("{", "label", "--extractor", "numeric", "--output", "kept.jsonl");
    Shell.Said nowhere =
        new Shell(folder)
            .aft("label", "--extractor", "numeric", "none.jsonl", "--output", "new.jsonl");

    assertEquals(
        List.of(ExitCodes.BAD_INPUT, ExitCodes.BAD_INPUT, ExitCodes.BAD_INPUT),
        List.of(missing.code(), broken.code(), nowhere.code()));
    assertEquals("kept", Files.readString(kept));
    assertTrue(Files.notExists(folder.resolve("new.jsonl")));
  }

  @Test
  void output_ofNoLines_isAnEmptyFile() throws IOException {
    Shell.Said said = piped("", "label", "--extractor", "numeric", "--output", "out.jsonl");

    assertEquals(ExitCodes.DONE, said.code(), said.err());
    assertEquals("", Files.readString(folder.resolve("out.jsonl")));
  }

  @Test
  void invalidLine_isNamedAndEarlierOnesAreWritten() throws IOException {
    Files.writeString(
        folder.resolve("in.jsonl"),
        "{\"completion\":\"7\",\"gold\":\"7\"}\n"
            + "{\"completion\":\"7\"}\n"
            + "{\"completion\":\"7\",\"gold\":\"7\"}\n");
    Shell.Said said = new Shell(folder).aft("label", "--extractor", "numeric", "in.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals(1, said.out().lines().count());
    assertEquals(
        "aft: " + folder.resolve("in.jsonl") + ":2: the field 'gold' is missing; add it\n",
        said.err());
  }

  @Test
  void tooLongLine_isNamedAndEarlierOnesAreWritten() {
    String tooLong = "{\"prompt\":\"" + "5 ".repeat(4_000) + "\",\"completion\":\"1\"}\n";
    for (String command : List.of("score", "generate")) {
      Shell.Said said =
          piped("{\"prompt\":\"5\",\"completion\":\"1\"}\n" + tooLong, command, "--model", MODEL);
      assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
      assertEquals(1, said.out().lines().count(), command);
      assertTrue(
          said.err().startsWith("aft: standard input:2: ") && said.err().contains("positions"),
          said.err());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "generate, --max-tokens, 0, --max-tokens: maxNewTokens: is '0' must be at least 1",
    "generate, --temperature, -1, --temperature: temperature: is '-1' must be at least 0",
    "generate, --top-p, 2, --top-p: topP: is '2' must be at most 1",
    "generate, --top-k, x, --top-k: topK: is 'x'",
    "generate, --batch, 0, --batch: batchSequences: is '0' must be at least 1",
    "generate, --samples, 0, --samples must be between 1 and 4096",
    "generate, --prompt, chatty, --prompt: ",
    "generate, --threads, 0, --threads must be between 1 and 1024",
    "generate, --device, tpu, device 'tpu' is unknown",
    "score, --batch-tokens, 1, --batch-tokens must be between 16 and",
    "score, --window, 0, --window must be between 1 and 1000000",
    "label, --extractor, numerik, did you mean 'numeric'?"
  })
  void option_outOfItsBounds_isNamed(String command, String option, String value, String told) {
    Shell.Said said =
        command.equals("label")
            ? piped(QUESTION, command, option, value)
            : piped(QUESTION, command, "--model", MODEL, option, value);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertTrue(said.err().replace(",", "").contains(told), said.err());
    assertEquals("", said.out());
  }

  @Test
  void greedy_withTemperature_isRefused() {
    assertTrue(
        piped(QUESTION, "generate", "--model", MODEL, "--greedy", "--temperature", "1")
            .err()
            .contains("--greedy excludes --temperature"));
  }

  @Test
  void model_thatIsRefused_isNamedAndNothingIsWritten() throws IOException {
    Files.createDirectories(folder.resolve("damaged"));
    for (String name : List.of("config.json", "model.safetensors", "tokenizer.json")) {
      Files.writeString(folder.resolve("damaged").resolve(name), "{}");
    }
    Files.writeString(folder.resolve("out.jsonl"), "kept");
    Shell.Said damaged = piped(QUESTION, "score", "--model", "damaged", "--output", "out.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, damaged.code(), damaged.err());
    assertTrue(damaged.err().contains(folder.resolve("damaged").toString()), damaged.err());
    assertEquals("kept", Files.readString(folder.resolve("out.jsonl")));
    Shell.Said missing = piped(QUESTION, "generate", "--model", "nowhere");
    assertEquals(ExitCodes.BAD_INPUT, missing.code());
    assertTrue(
        missing.err().contains("there is no folder " + folder.resolve("nowhere")), missing.err());
  }

  @Test
  void files_thatCannotBeUsed_areNamed() throws IOException {
    Files.writeString(folder.resolve("in.jsonl"), "{\"completion\":\"7\",\"gold\":\"7\"}\n");
    String[] label = {"label", "--extractor", "numeric"};
    assertTrue(
        new Shell(folder)
            .aft(with(label, "nowhere.jsonl"))
            .err()
            .contains("nowhere.jsonl: there is no such file"));
    assertTrue(
        new Shell(folder)
            .aft(with(label, "in.jsonl", "--output", "in.jsonl"))
            .err()
            .contains("is also the input"));
    Shell.Said said = new Shell(folder).aft(with(label, "in.jsonl", "--output", "no/out.jsonl"));
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("out.jsonl: there is no folder"), said.err());
    assertFalse(Files.readString(folder.resolve("in.jsonl")).isEmpty());
  }

  private static String[] with(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private int run(
      InputStream in,
      OutputStream out,
      StringWriter err,
      boolean watched,
      Interruption interruption,
      String... words) {
    CommandContext session =
        new CommandContext(
            new PrintWriter(OutputStream.nullOutputStream()),
            new PrintWriter(err),
            Map.of(),
            folder,
            false,
            interruption,
            new StandardStreams(in, out, watched));
    return Main.execute(List.of(words), session);
  }

  @Test
  void interruption_beforeTheEnd_endsQuietly() {
    Interruption asked = new Interruption();
    asked.request();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        run(
            new ByteArrayInputStream(QUESTION.getBytes(StandardCharsets.UTF_8)),
            out,
            err,
            false,
            asked,
            "generate",
            "--model",
            MODEL);
    assertEquals(ExitCodes.INTERRUPTED, code);
    assertEquals("", out.toString(StandardCharsets.UTF_8) + err);
  }

  @Test
  void output_thatIsFull_isAReportedFailure() {
    StringWriter err = new StringWriter();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    InputStream in =
        new ByteArrayInputStream(
            "{\"completion\":\"7\",\"gold\":\"7\"}\n".getBytes(StandardCharsets.UTF_8));
    int code =
        run(
            in,
            full,
            err,
            false,
            new Interruption(),
            "label",
            "--extractor",
            "numeric",
            "--output",
            "-");
    // The test's own standard output may be a pipe, whose reader then counts as gone.
    assertTrue(
        code == ExitCodes.FAILED
            ? err.toString()
                .equals("aft: standard output cannot be written: No space left on device\n")
            : code == ExitCodes.DONE);
  }

  @Test
  void progress_onTerminal_isShownThenCleared() {
    StringWriter err = new StringWriter();
    InputStream slow =
        new InputStream() {
          private int left = 3;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left-- == 0) {
              return -1;
            }
            try {
              Thread.sleep(250);
            } catch (InterruptedException interrupted) {
              throw new IOException(interrupted);
            }
            byte[] line =
                "{\"completion\":\"7\",\"gold\":\"7\"}\n".getBytes(StandardCharsets.UTF_8);
            System.arraycopy(line, 0, bytes, offset, line.length);
            return line.length;
          }
        };
    run(
        slow,
        new ByteArrayOutputStream(),
        err,
        true,
        new Interruption(),
        "label",
        "--extractor",
        "numeric");
    assertTrue(err.toString().contains("lines, 0:00"), err.toString());
    assertTrue(err.toString().endsWith("\r\u001B[K"), err.toString());
  }
}
