package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.worker.Shell;
import dev.aftlab.worker.SmallExperiment;
import dev.aftlab.worker.cli.ExitCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final String LINE =
      "{\"question\":\"Tom has 5 pens. how many pens now?\",\"completion\":\"5\"}\n";

  @TempDir private Path folder;

  @Test
  void export_ofATrainedModel_scoresAsTheArtifactDoes() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String trained = small.fingerprint(step -> step.kind() == StepKind.TRAIN);
    Map<String, String> home = Map.of("AFT_HOME", small.home().toString());
    Shell shell = new Shell(folder);
    Shell.Said said = shell.aft(home, "export", trained.substring(0, 12), "out/model");
    assertEquals(ExitCodes.DONE, said.code(), said.err());
    assertEquals(folder.resolve("out/model") + "\n", said.out());
    Files.writeString(folder.resolve("in.jsonl"), LINE);
    String ofArtifact =
        shell.aft(home, "score", "--model", "artifact:" + trained, "in.jsonl").out();
    assertTrue(ofArtifact.contains("\"sumLogprob\":"), ofArtifact);
    assertEquals(ofArtifact, shell.aft("score", "--model", "out/model", "in.jsonl").out());
    assertEquals(ExitCodes.BAD_INPUT, shell.aft(home, "export", trained, "out/model").code());
  }

  @Test
  void export_ofAnArtifactWithoutModel_namesItsKind() throws Exception {
    SmallExperiment small = SmallExperiment.get();
    String samples = small.fingerprint(step -> step.kind() == StepKind.SAMPLE);
    Shell.Said said =
        new Shell(folder)
            .aft(Map.of("AFT_HOME", small.home().toString()), "export", samples, "model");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(
        said.err().contains("(sample: ") && said.err().contains("only train steps leave a model"),
        said.err());
  }

  @Test
  void export_withoutStore_namesTheFolder() {
    Shell.Said said = new Shell(folder).aft("export", "abcd", "model");
    assertEquals(ExitCodes.BAD_INPUT, said.code());
    assertTrue(said.err().contains(folder.resolve(".aft/store").toString()), said.err());
  }
}
