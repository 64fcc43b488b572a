package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.SharedFiles;
import dev.aftlab.worker.Shell;
import dev.aftlab.worker.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandTest {
  private static final String GOOD =
      "{\"question\":\"Which?\",\"answer\":\"B\",\"options\":[\"one\",\"two\"],\"id\":7}\n"
          + "{\"question\":\"How many?\",\"answer\":3,\"reference\":\"#### 3\"}\n";
  private static final String PRINTED =
      "{\"question\":\"Which?\",\"reference\":\"\",\"gold\":\"B\",\"options\":{\"A\":\"one\",\"B\":\"two\"},\"id\":\"7\"}\n"
          + "{\"question\":\"How many?\",\"reference\":\"####"
          + " 3\",\"gold\":\"3\",\"options\":{},\"id\":\"line-2\"}\n";

  @TempDir private Path folder;

  private Shell.Said aft(String... words) {
    return new Shell(folder).aft(words);
  }

  @Test
  void data_ofAFile_printsJsonLines() throws IOException {
    Files.writeString(folder.resolve("q.jsonl"), GOOD);
    Shell.Said said = aft("data", "jsonl:q.jsonl");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    assertEquals(PRINTED, said.out());
  }

  @Test
  void data_printed_isReadBackTheSame() throws IOException {
    Files.writeString(folder.resolve("again.jsonl"), PRINTED);
    assertEquals(PRINTED, aft("data", "jsonl:again.jsonl").out());
  }

  @Test
  void data_withSettings_selectsQuestions() throws IOException {
    Files.writeString(folder.resolve("q.jsonl"), GOOD);
    assertEquals(
        PRINTED.substring(PRINTED.indexOf('\n') + 1),
        aft("data", "jsonl:q.jsonl", "--set", "first=1").out());
  }

  @Test
  void data_withAnInvalidLine_printsEarlierOnesAndNamesIt() throws IOException {
    Files.writeString(folder.resolve("q.jsonl"), GOOD + "{\"question\": \n");
    Shell.Said said = aft("data", "jsonl:q.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals(PRINTED, said.out());
    assertTrue(said.err().contains("q.jsonl:3: the line is not one JSON object"), said.err());
  }

  @Test
  void data_generated_dependsOnTheSeed() {
    Shell.Said said =
        aft("data", "arithmetic:", "--set", "split=train", "--set", "count=2", "--seed", "9");
    assertEquals(2, said.out().lines().count(), said.err());
    assertTrue(said.out().contains("\"id\":\"train-9-0\""), said.out());
  }

  @Test
  void data_ofAMissingFile_isBadInput() {
    Shell.Said said = aft("data", "gsm8k:nowhere.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("nowhere.jsonl: there is no such file"), said.err());
  }

  @Test
  void data_withoutAFieldThatItNeeds_namesIt() {
    Shell.Said said = aft("data", "ecqa:x.csv");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err().contains("commonsenseqa") && said.err().contains("is missing"), said.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gsm8k", ":x"})
  void data_withoutReader_showsTheSyntax(String source) {
    Shell.Said said = source.isEmpty() ? aft("data") : aft("data", source);
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("READER:FILE") && said.err().contains("svamp"), said.err());
  }

  @Test
  void data_ofAnUnknownReader_namesTheKnownOnes() {
    Shell.Said said = aft("data", "gsm9k:x.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals(
        "aft: 'gsm9k:x.jsonl': there is no reader 'gsm9k'; did you mean 'gsm8k'?\n", said.err());
  }

  @ParameterizedTest
  @CsvSource({"arithmetic:, split", "mixture:, parts", "svamp:, file"})
  void data_withoutARequiredField_isLocatedAtTheArgumentWithAnExample(String source, String field) {
    Shell.Said said = aft("data", source);
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err().startsWith("aft data '" + source + "': " + field + ": is missing"), said.err());
    assertTrue(said.err().contains("; for example: aft data " + source), said.err());
  }

  @Test
  void data_withOneOfTwoFields_locatesTheOtherAtTheArgument() {
    Shell.Said said = aft("data", "arithmetic:", "--set", "count=0");
    assertTrue(
        said.err()
            .startsWith(
                "aft data 'arithmetic:': split: is missing\n"
                    + "--set count: is '0', must be at least 1"),
        said.err());
  }

  @Test
  void help_ofData_showsEachReader() {
    String help = aft("data", "--help").out();
    DataCommand.readers()
        .forEach(
            reader ->
                assertTrue(
                    help.contains("\n  aft data " + reader + ":"),
                    () -> "no example of " + reader + " in " + help));
  }

  @Test
  void help_ofArithmetic_isACommandThatWorks() {
    String line =
        aft("data", "--help")
            .out()
            .lines()
            .map(String::strip)
            .filter(text -> text.startsWith("aft data arithmetic:"))
            .findFirst()
            .orElseThrow();
    Shell.Said said = aft(line.substring("aft ".length()).split(" "));
    assertEquals(5, said.out().lines().count(), said.err());
  }

  @Test
  void data_ofFetchedFiles_isFoundWhereverTheStateIs() throws IOException {
    Files.createDirectories(folder.resolve("elsewhere/data/mine"));
    Files.writeString(folder.resolve("elsewhere/data/mine/q.jsonl"), GOOD);
    Shell.Said said =
        new Shell(folder).aft(Map.of("AFT_HOME", "elsewhere"), "data", "jsonl:data/mine/q.jsonl");
    assertEquals(PRINTED, said.out(), said.err());
  }

  @Test
  void data_ofAMissingPublicFile_namesTheFetchCommand() {
    Shell.Said said = aft("data", "commonsenseqa:dev_rand_split.jsonl");
    assertTrue(
        said.err().endsWith("there is no such file; fetch it with: aft data fetch commonsenseqa\n"),
        said.err());
  }

  @Test
  void fetch_ofSeveral_listsOrRefusesThemTogether() {
    assertEquals(
        2 + 3, aft("data", "fetch", "commonsenseqa", "gsm8k", "--show").out().lines().count());
    Shell.Said said = aft("data", "fetch", "svamp", "gsm8k", "--to", "x");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("fetch svamp, gsm8k one by one"), said.err());
  }

  @Test
  void fetch_withoutName_listsPublications() {
    Shell.Said said = aft("data", "fetch");
    assertEquals(ExitCodes.DONE, said.code());
    assertTrue(
        said.out().contains("gsm8k") && said.out().contains("smollm2-135m-instruct"), said.out());
  }

  @Test
  void fetch_ofASimilarName_suggestsTheKnownOne() {
    Shell.Said said = aft("data", "fetch", "gsm9k");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("did you mean 'gsm8k'?"), said.err());
  }

  @Test
  void fetch_show_printsChecksumsAndAddresses() {
    Shell.Said said = aft("data", "fetch", "svamp", "--show");
    assertTrue(
        said.out().matches("[0-9a-f]{64}  https://\\S+/SVAMP\\.json  SVAMP\\.json\n"), said.out());
  }

  @Test
  void fetch_fromAnEmptyFolder_listsMissingFilesWithAddresses() throws IOException {
    Files.createDirectories(folder.resolve("hand"));
    Shell.Said said = aft("data", "fetch", "svamp", "--from", "hand");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err().contains("lacks 1 of 1 files") && said.err().contains("https://"), said.err());
    assertEquals(ExitCodes.BAD_INPUT, aft("data", "fetch", "svamp", "--from", "nowhere").code());
  }

  @Test
  void fetch_ofLocalPublishedFiles_createsAReadableDataSet() {
    Path shared = SharedFiles.path("data");
    for (String name : new String[] {"gsm8k", "commonsenseqa", "mmlu", "svamp"}) {
      Shell.Said said = aft("data", "fetch", name, "--from", shared.resolve(name).toString());
      assertEquals(ExitCodes.DONE, said.code(), said.err());
      assertEquals(folder.resolve(".aft/data").resolve(name) + "\n", said.out());
    }
    assertEquals(1319, aft("data", "gsm8k:.aft/data/gsm8k/test.jsonl").out().lines().count());
    assertEquals(
        100,
        aft(
                "data",
                "mmlu:.aft/data/mmlu/test",
                "--set",
                "subjects=[astronomy]",
                "--set",
                "shuffle=1",
                "--set",
                "count=100")
            .out()
            .lines()
            .count());
    assertEquals(
        folder.resolve(".aft/data/svamp") + "  (already present)\n",
        aft("data", "fetch", "svamp").out());
  }
}
