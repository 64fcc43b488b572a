package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.DatasetSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names in an experiment may lead to. */
final class RootsTest {
  private static final Path FOLDER = Path.of("/home/lab/project");

  private final Roots roots = new Roots(FOLDER, List.of(Path.of("/data/public")));

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
