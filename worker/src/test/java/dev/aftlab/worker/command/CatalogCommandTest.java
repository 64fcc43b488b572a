package dev.aftlab.worker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.SamplesSpec;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import dev.aftlab.worker.SharedFiles;
import dev.aftlab.worker.Shell;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.fetch.Publication;
import dev.aftlab.worker.fetch.Publications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The experiments of the catalog, with all fetched inputs. */
class CatalogCommandTest {
  private static final String MODEL = "smollm2-135m-instruct";

  @TempDir private Path folder;

  private Shell.Said aft(String home, String... words) {
    return new Shell(folder).aft(Map.of("AFT_HOME", home), words);
  }

  @Test
  void catalog_listed_hasAlignedColumns() {
    Set<Integer> places = new TreeSet<>();
    aft("state", "catalog").out().lines().forEach(line -> places.add(line.indexOf(" arms  ")));
    assertEquals(1, places.size(), () -> "columns at " + places);
  }

  @ParameterizedTest
  @MethodSource("dev.aftlab.experiments.spec.reader.Catalog#names")
  void inputs_ofAnExperiment_areThoseThatItsCommandFetches(String name) {
    for (String input : inputs(SpecReader.read(name, Catalog.yaml(name), List.of()).spec())) {
      Publication publication =
          Publications.named(Path.of(input).getName(1).toString())
              .orElseThrow(() -> new AssertionError(input));
      assertTrue(
          publication.files().stream()
              .anyMatch(
                  file -> Path.of("data", publication.name(), file.pin().path()).startsWith(input)),
          input);
      assertTrue(
          Catalog.yaml(name)
              .lines()
              .anyMatch(
                  line ->
                      line.matches("# +\\./aft data fetch .*\\b" + publication.name() + "\\b.*")),
          input);
    }
  }

  private static Set<String> inputs(ExperimentSpec experiment) {
    Set<String> inputs = new TreeSet<>();
    for (ArmSpec arm : experiment.arms().stream().map(arm -> arm.spec()).toList()) {
      Stream.of(arm.model().base())
          .filter(base -> !base.startsWith("catalog:"))
          .forEach(inputs::add);
      inputs.addAll(arm.data().train().files());
      inputs.addAll(arm.evaluated().files());
      arm.evaluation().also().values().forEach(also -> inputs.addAll(also.data().files()));
      Stream.concat(arm.samples().stream(), arm.evaluation().assessment().samples().stream())
          .map(SamplesSpec::file)
          .forEach(inputs::add);
    }
    return inputs;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gsm8k-smoke", "gsm8k-solutions", "multi-task"})
  void plan_beforeAnyFetch_namesACommandForEachInputOnce(String name) {
    List<String> lines = aft("state", "plan", name).err().lines().toList();
    List<String> problems = lines.subList(0, lines.size() - 1);
    assertEquals(
        problems.size(),
        problems.stream().map(line -> line.split(": ")[1]).distinct().count(),
        () -> String.join("\n", problems));
    problems.forEach(
        problem ->
            assertTrue(
                problem.matches(
                    ".*: is 'data/([a-z0-9-]+)[/'].*; fetch it with: aft data fetch \\1"),
                problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gsm8k-smoke", "gsm8k-solutions"})
  void plan_afterFetch_isTheSameWhereverTheFilesAre(String name) throws IOException {
    Path shared = SharedFiles.path("data/gsm8k");
    assertEquals(
        ExitCodes.DONE, aft("state", "data", "fetch", "gsm8k", "--from", shared.toString()).code());
    modelInto(folder.resolve("state/data").resolve(MODEL));
    Shell.Said fetched = aft("state", "plan", name, "--json");
    assertEquals(ExitCodes.DONE, fetched.code(), fetched.err());
    Files.move(folder.resolve("state/data"), folder.resolve("data"));
    assertEquals(
        fetched.json().findValuesAsText("fingerprint"),
        aft("other", "plan", name, "--json").json().findValuesAsText("fingerprint"));
    assertTrue(fetched.json().findValuesAsText("fingerprint").size() > 2, fetched.out());
  }

  /** The included model replaces the larger one: planning only checks its files. */
  private void modelInto(Path target) throws IOException {
    assertEquals(ExitCodes.DONE, aft("state", "plan", "quickstart").code());
    Files.createDirectories(target);
    List<Path> files = new ArrayList<>();
    try (Stream<Path> unpacked = Files.list(folder.resolve("state/cache/models/miniature"))) {
      unpacked.forEach(files::add);
    }
    for (Path file : files) {
      Files.copy(file, target.resolve(file.getFileName()));
    }
  }
}
