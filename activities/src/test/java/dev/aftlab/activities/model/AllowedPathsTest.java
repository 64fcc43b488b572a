package dev.aftlab.activities.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.reader.DataPaths;
import dev.aftlab.activities.failure.UnusableInputException;
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
final class AllowedPathsTest {
  private static final Path FOLDER = Path.of("/home/lab/project");

  private final AllowedPaths roots =
      new AllowedPaths(DataPaths.of(FOLDER), List.of(Path.of("/data/public")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../other/data.jsonl",
        "data/../../x",
        "/data/publicity/x",
        "/data/public/../secret",
        "/home/lab/project-2/x"
      })
  void name_leadingOutside_isRefused(String name) {
    UnusableInputException refused =
        assertThrows(UnusableInputException.class, () -> roots.resolve(name));
    assertTrue(
        refused.getMessage().contains("AFT_ROOTS") && refused.getMessage().contains("/data/public"),
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data/train.jsonl",
        "./data/../data/train.jsonl",
        "/home/lab/project/data/train.jsonl"
      })
  void name_inside_isThePath(String name) {
    assertEquals(FOLDER.resolve("data/train.jsonl"), roots.resolve(name));
  }

  /** What was fetched lies in the folder of the state; a name must not lead out of it either. */
  @Test
  void name_ofData_isSearchedInTheStateFolderToo(@TempDir Path temporary) throws IOException {
    Path fetched =
        Files.createDirectories(temporary.resolve("state/data/gsm8k")).resolve("test.jsonl");
    Files.createFile(fetched);
    Files.createFile(temporary.resolve("state/secret"));
    DataPaths places =
        new DataPaths(
            temporary.resolve("project"), Optional.of(temporary.resolve("state")), Set.of("gsm8k"));
    AllowedPaths both = new AllowedPaths(places, List.of(temporary.resolve("state")));
    assertEquals(fetched, both.resolve("data/gsm8k/test.jsonl"));
    assertEquals(fetched, both.resolve("./data/x/../gsm8k/test.jsonl"));
    assertEquals(
        temporary.resolve("project/data/gsm8k/other.jsonl"),
        both.resolve("data/gsm8k/other.jsonl"));
    assertEquals(temporary.resolve("project/secret"), both.resolve("data/../secret"));
    assertThrows(UnusableInputException.class, () -> both.resolve("data/../../secret"));
  }

  @Test
  void name_ofData_isTakenFromTheCurrentFolderFirst(@TempDir Path temporary) throws IOException {
    for (String place : List.of("project", "state")) {
      Files.createFile(
          Files.createDirectories(temporary.resolve(place).resolve("data")).resolve("q.jsonl"));
    }
    DataPaths places =
        new DataPaths(
            temporary.resolve("project"), Optional.of(temporary.resolve("state")), Set.of());
    assertEquals(
        temporary.resolve("project/data/q.jsonl"),
        new AllowedPaths(places, List.of()).resolve("data/q.jsonl"));
  }

  @Test
  void mixture_oneFileOutside_isRefused() {
    DatasetSpec inside = new DatasetSpec.Jsonl("a.jsonl", 0, 0, Optional.empty());
    DatasetSpec outside =
        new DatasetSpec.Aqua("b.jsonl", List.of("/etc/passwd"), 0, 0, Optional.empty());
    DatasetSpec mixture =
        new DatasetSpec.Mixture(
            List.of(
                new DatasetSpec.Part("a", inside, OptionalDouble.empty()),
                new DatasetSpec.Part("b", outside, OptionalDouble.empty())),
            0);
    roots.require(inside);
    assertThrows(UnusableInputException.class, () -> roots.require(mixture));
  }

  /** A name that is inside by its letters and outside by a link. */
  @Test
  void link_leadingOutside_isRefused(@TempDir Path temporary) throws IOException {
    Path project = Files.createDirectories(temporary.resolve("project"));
    Path secret =
        Files.writeString(
            Files.createDirectories(temporary.resolve("secret")).resolve("q.jsonl"), "x");
    Files.createSymbolicLink(project.resolve("q.jsonl"), secret);
    Files.createSymbolicLink(project.resolve("folder"), secret.getParent());
    AllowedPaths narrow = AllowedPaths.of(project);
    for (String name : List.of("q.jsonl", "folder/q.jsonl", "folder")) {
      UnusableInputException refused =
          assertThrows(UnusableInputException.class, () -> narrow.resolve(name));
      assertTrue(
          refused.getMessage().contains("by a link it is " + temporary.resolve("secret"))
              && refused.getMessage().contains("AFT_ROOTS"),
          refused.getMessage());
    }
    Files.createSymbolicLink(project.resolve("endless"), Path.of("/dev/zero"));
    assertTrue(
        assertThrows(UnusableInputException.class, () -> narrow.resolve("endless"))
            .getMessage()
            .startsWith("this is a device, not a file"));
    assertEquals(
        project.resolve("q.jsonl"),
        new AllowedPaths(DataPaths.of(project), List.of(temporary.resolve("secret")))
            .resolve("q.jsonl"));
    assertEquals(
        project.resolve("q.jsonl"),
        new AllowedPaths(DataPaths.of(project), List.of(project.resolve("q.jsonl")))
            .resolve("q.jsonl"));
  }

  @Test
  void link_leadingOutsideFromAFolderOfFiles_isRefused(@TempDir Path temporary) throws IOException {
    Path project = Files.createDirectories(temporary.resolve("project/mmlu")).getParent();
    Path secret = Files.writeString(temporary.resolve("secret.csv"), "x");
    Files.createSymbolicLink(project.resolve("mmlu/law_test.csv"), secret);
    DatasetSpec folder = new DatasetSpec.Mmlu("mmlu", List.of(), 0, 0, Optional.empty());
    assertThrows(UnusableInputException.class, () -> AllowedPaths.of(project).require(folder));
    new AllowedPaths(DataPaths.of(project), List.of(secret)).require(folder);
  }

  /**
   * The Hugging Face cache is made of links, and folders of projects and states are links often
   * enough.
   */
  @Test
  void link_withinTheFolders_isFollowed(@TempDir Path temporary) throws IOException {
    Path disk = Files.createDirectories(temporary.resolve("disk"));
    Path project = Files.createSymbolicLink(temporary.resolve("project"), disk);
    Files.writeString(Files.createDirectories(disk.resolve("blobs")).resolve("1a2b"), "x");
    Files.createSymbolicLink(disk.resolve("q.jsonl"), Path.of("blobs/1a2b"));
    assertEquals(project.resolve("q.jsonl"), AllowedPaths.of(project).resolve("q.jsonl"));
    assertEquals(
        project.resolve("missing/q.jsonl"), AllowedPaths.of(project).resolve("missing/q.jsonl"));
  }
}
