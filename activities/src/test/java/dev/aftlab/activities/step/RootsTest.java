package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.DataPlaces;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names in an experiment may lead to. */
final class RootsTest {
  private static final Path FOLDER = Path.of("/home/lab/project");

  private final Roots roots = new Roots(DataPlaces.of(FOLDER), List.of(Path.of("/data/public")));

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../other/data.jsonl", "data/../../x", "/data/publicity/x", "/data/public/../secret", "/home/lab/project-2/x"})
  void name_leadingOutside_isRefused(String name) {
    WrongSpecException refused = assertThrows(WrongSpecException.class, () -> roots.resolve(name));
    assertTrue(refused.getMessage().contains("AFT_ROOTS") && refused.getMessage().contains("/data/public"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data/train.jsonl", "./data/../data/train.jsonl", "/home/lab/project/data/train.jsonl"})
  void name_inside_isThePath(String name) {
    assertEquals(FOLDER.resolve("data/train.jsonl"), roots.resolve(name));
  }

  /** What was fetched lies in the folder of the state; a name must not lead out of it either. */
  @Test
  void name_ofData_isLookedForInTheStateToo(@TempDir Path temporary) throws IOException {
    Path fetched = Files.createDirectories(temporary.resolve("state/data/gsm8k")).resolve("test.jsonl");
    Files.createFile(fetched);
    Files.createFile(temporary.resolve("state/secret"));
    DataPlaces places = new DataPlaces(temporary.resolve("project"), Optional.of(temporary.resolve("state")), Set.of("gsm8k"));
    Roots both = new Roots(places, List.of(temporary.resolve("state")));
    assertEquals(fetched, both.resolve("data/gsm8k/test.jsonl"));
    assertEquals(fetched, both.resolve("./data/x/../gsm8k/test.jsonl"));
    assertEquals(temporary.resolve("project/data/gsm8k/other.jsonl"), both.resolve("data/gsm8k/other.jsonl"));
    assertEquals(temporary.resolve("project/secret"), both.resolve("data/../secret"));
    assertThrows(WrongSpecException.class, () -> both.resolve("data/../../secret"));
  }

  @Test
  void name_ofData_isTakenFromTheCurrentFolderFirst(@TempDir Path temporary) throws IOException {
    for (String place : List.of("project", "state")) {
      Files.createFile(Files.createDirectories(temporary.resolve(place).resolve("data")).resolve("q.jsonl"));
    }
    DataPlaces places = new DataPlaces(temporary.resolve("project"), Optional.of(temporary.resolve("state")), Set.of());
    assertEquals(temporary.resolve("project/data/q.jsonl"), new Roots(places, List.of()).resolve("data/q.jsonl"));
  }

  @Test
  void mixture_oneFileOutside_isRefused() {
    DatasetSpec inside = new DatasetSpec.Jsonl("a.jsonl", 0, 0, Optional.empty());
    DatasetSpec outside = new DatasetSpec.Aqua("b.jsonl", List.of("/etc/passwd"), 0, 0, Optional.empty());
    DatasetSpec mixture =
        new DatasetSpec.Mixture(
            List.of(new DatasetSpec.Part("a", inside, OptionalDouble.empty()), new DatasetSpec.Part("b", outside, OptionalDouble.empty())), 0);
    roots.require(inside);
    assertThrows(WrongSpecException.class, () -> roots.require(mixture));
  }
}
