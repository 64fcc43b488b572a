package dev.aftlab.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandTest {
  private static final String GOOD = "{\"question\":\"Which?\",\"answer\":\"B\",\"options\":[\"one\",\"two\"],\"id\":7}\n{\"question\":\"How many?\",\"answer\":3,\"reference\":\"#### 3\"}\n";
  private static final String PRINTED =
      "{\"question\":\"Which?\",\"reference\":\"\",\"gold\":\"B\",\"options\":{\"A\":\"one\",\"B\":\"two\"},\"id\":\"7\"}\n"
          + "{\"question\":\"How many?\",\"reference\":\"#### 3\",\"gold\":\"3\",\"options\":{},\"id\":\"line-2\"}\n";

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
  void data_withSettings_selects() throws IOException {
    Files.writeString(folder.resolve("q.jsonl"), GOOD);
    assertEquals(PRINTED.substring(PRINTED.indexOf('\n') + 1), aft("data", "jsonl:q.jsonl", "--set", "first=1").out());
  }

  @Test
  void data_withABrokenLine_printsThoseBeforeAndNamesIt() throws IOException {
    Files.writeString(folder.resolve("q.jsonl"), GOOD + "{\"question\": \n");
    Shell.Said said = aft("data", "jsonl:q.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertEquals(PRINTED, said.out());
    assertTrue(said.err().contains("q.jsonl:3: the line is not one JSON object"), said.err());
  }

  @Test
  void data_generated_dependsOnTheSeed() {
    Shell.Said said = aft("data", "arithmetic:", "--set", "split=train", "--set", "count=2", "--seed", "9");
    assertEquals(2, said.out().lines().count(), said.err());
    assertTrue(said.out().contains("\"id\":\"train-9-0\""), said.out());
  }

  @Test
  void data_ofAFileThatIsNotThere_isBadInput() {
    Shell.Said said = aft("data", "gsm8k:nowhere.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("nowhere.jsonl: there is no such file"), said.err());
  }

  @Test
  void data_withoutAFieldThatItNeeds_namesIt() {
    Shell.Said said = aft("data", "ecqa:x.csv");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("commonsenseqa") && said.err().contains("is missing"), said.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gsm8k", ":x"})
  void data_withoutReader_saysTheForm(String source) {
    Shell.Said said = source.isEmpty() ? aft("data") : aft("data", source);
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("READER:FILE") && said.err().contains("svamp"), said.err());
  }

  @Test
  void data_ofAnUnknownReader_namesThoseThatThereAre() {
    Shell.Said said = aft("data", "gsm9k:x.jsonl");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("gsm8k"), said.err());
  }

  @Test
  void fetch_withoutName_listsWhatThereIs() {
    Shell.Said said = aft("data", "fetch");
    assertEquals(ExitCodes.DONE, said.code());
    assertTrue(said.out().contains("gsm8k") && said.out().contains("smollm2-135m-instruct"), said.out());
  }

  @Test
  void fetch_almostANameOfTheList_namesTheNearest() {
    Shell.Said said = aft("data", "fetch", "gsm9k");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("did you mean 'gsm8k'?"), said.err());
  }

  @Test
  void fetch_show_printsChecksumsAndAddresses() {
    Shell.Said said = aft("data", "fetch", "svamp", "--show");
    assertTrue(said.out().matches("[0-9a-f]{64}  https://\\S+/SVAMP\\.json  SVAMP\\.json\n"), said.out());
  }

  @Test
  void fetch_fromAnEmptyFolder_saysWhatIsMissingAndWhereItIs() throws IOException {
    Files.createDirectories(folder.resolve("hand"));
    Shell.Said said = aft("data", "fetch", "svamp", "--from", "hand");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains("lacks 1 of 1 files") && said.err().contains("https://"), said.err());
    assertEquals(ExitCodes.BAD_INPUT, aft("data", "fetch", "svamp", "--from", "nowhere").code());
  }

  @Test
  void fetch_ofPublishedFilesBroughtByHand_makesADataSetThatIsRead() {
    Path shared = SharedFiles.path("data");
    for (String name : new String[] {"gsm8k", "commonsenseqa", "mmlu", "svamp"}) {
      Shell.Said said = aft("data", "fetch", name, "--from", shared.resolve(name).toString());
      assertEquals(ExitCodes.DONE, said.code(), said.err());
      assertEquals(folder.resolve(".aft/data").resolve(name) + "\n", said.out());
    }
    assertEquals(1319, aft("data", "gsm8k:.aft/data/gsm8k/test.jsonl").out().lines().count());
    assertEquals(100, aft("data", "mmlu:.aft/data/mmlu/test", "--set", "subjects=[astronomy]", "--set", "shuffle=1", "--set", "count=100").out().lines().count());
    assertEquals(folder.resolve(".aft/data/svamp") + "  (was there already)\n", aft("data", "fetch", "svamp").out());
  }
}
