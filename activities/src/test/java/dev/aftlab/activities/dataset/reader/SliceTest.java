package dev.aftlab.activities.dataset.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shuffles, slices and mixtures. */
final class SliceTest {
  @TempDir private Path temporary;
  private DataFolder folder;

  @BeforeEach
  void folder() throws IOException {
    folder = new DataFolder(temporary);
    folder.write("a.jsonl", lines("a", 10));
    folder.write("b.jsonl", lines("b", 4));
    folder.write("c.jsonl", lines("c", 2));
  }

  private static String lines(String prefix, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines
          .append("{\"id\":\"")
          .append(prefix)
          .append(i)
          .append("\",\"question\":\"Q\",\"answer\":\"1\"}\n");
    }
    return lines.toString();
  }

  private static String part(String file, String more) {
    return "{name: " + file + ", data: {type: jsonl, file: " + file + ".jsonl}" + more + "}";
  }

  @Test
  void shuffle_ofTenByOneSeed_isTheStoredOrder() {
    // Fisher and Yates with SplitMix64 from seed 42: computed by an implementation of its own in
    // Python.
    assertEquals(
        List.of("a8", "a3", "a6", "a5", "a4", "a0", "a9", "a2", "a1", "a7"),
        folder.ids("{type: jsonl, file: a.jsonl, shuffle: 42}"));
  }

  @Test
  void slices_ofOneShuffle_shareNothing() {
    List<String> all =
        new ArrayList<>(folder.ids("{type: jsonl, file: a.jsonl, shuffle: 1, first: 0, count: 7}"));
    all.addAll(folder.ids("{type: jsonl, file: a.jsonl, shuffle: 1, first: 7}"));
    assertEquals(folder.ids("{type: jsonl, file: a.jsonl, shuffle: 1}"), all);
    assertEquals(10, all.stream().distinct().count());
  }

  @Test
  void shuffles_ofManySeeds_putEveryQuestionEverywhere() {
    int[] atFirst = new int[4];
    for (int seed = 0; seed < 4_000; seed++) {
      List<Integer> items = new ArrayList<>(IntStream.range(0, 4).boxed().toList());
      Slice.shuffle(items, seed);
      atFirst[items.getFirst()]++;
    }
    for (int count : atFirst) {
      // Binomial(4000, 1/4): deviation 27.4; beyond 5 deviations once in 1.7 million, and the seeds
      // are fixed.
      assertTrue(
          Math.abs(count - 1_000) < 137, "one of four came first " + count + " times of 4000");
    }
  }

  @Test
  void stream_ofWholeFile_passesOnWhatPrecedesAFault() throws IOException {
    folder.write("a.jsonl", lines("a", 3) + "broken\n");
    List<String> seen = new ArrayList<>();
    DatasetException fault =
        assertThrows(
            DatasetException.class,
            () ->
                Datasets.stream(
                    folder.spec("{type: jsonl, file: a.jsonl}"),
                    0,
                    DataPaths.of(temporary),
                    question -> seen.add(question.id())));
    assertTrue(fault.getMessage().contains("a.jsonl:4: "), fault.getMessage());
    assertEquals(List.of("a0", "a1", "a2"), seen);
  }

  @Test
  void stream_ofSlice_isWhatIsRead() {
    String yaml = "{type: jsonl, file: a.jsonl, shuffle: 3, first: 2, count: 5}";
    List<String> seen = new ArrayList<>();
    Datasets.stream(
        folder.spec(yaml), 0, DataPaths.of(temporary), question -> seen.add(question.id()));
    assertEquals(folder.ids(yaml), seen);
  }

  @Test
  void mixture_withoutShares_usesAllAndSpreadsThemEvenly() {
    List<String> ids =
        folder.ids(
            "{type: mixture, parts: ["
                + part("a", "")
                + ", "
                + part("b", "")
                + ", "
                + part("c", "")
                + "]}");
    assertEquals(16, ids.size());
    assertEquals(16, ids.stream().distinct().count());
    // Of any first 8, the half of each part.
    assertEquals(
        List.of(5L, 2L, 1L), List.of(count(ids, "a/"), count(ids, "b/"), count(ids, "c/")));
  }

  private static long count(List<String> ids, String prefix) {
    return ids.subList(0, 8).stream().filter(id -> id.startsWith(prefix)).count();
  }

  @Test
  void mixture_withShares_endsWhereAPartHasNothingLeft() {
    // Shares 1 : 1; b has four questions, so the fifth turn of b ends it: after a4.
    List<String> ids =
        folder.ids(
            "{type: mixture, parts: ["
                + part("a", ", share: 1")
                + ", "
                + part("b", ", share: 1")
                + "]}");
    assertEquals(
        List.of("a/a0", "b/b0", "a/a1", "b/b1", "a/a2", "b/b2", "a/a3", "b/b3", "a/a4"), ids);
  }

  @Test
  void mixture_withCount_isCutOrRefused() {
    String parts =
        "{type: mixture, parts: ["
            + part("a", ", share: 0.75")
            + ", "
            + part("b", ", share: 0.25")
            + "], count: ";
    // After n questions a is behind by 0.75 (n + 1) − taken: 0.75, 0.5 against 0.5 (a stands
    // first), 1.25, then b by 1 − 0.
    assertEquals(List.of("a/a0", "a/a1", "b/b0", "a/a2"), folder.ids(parts + "4}"));
    assertTrue(
        folder
            .fault(parts + "14}")
            .startsWith("mixture: count is 14, but the parts last for 13 questions"),
        folder.fault(parts + "14}"));
  }

  @Test
  void mixture_ofGeneratedQuestions_dependsOnTheSeed() {
    String yaml =
        "{type: mixture, parts: ["
            + part("a", "")
            + ", {data: {type: arithmetic, split: train, count: 5}}]}";
    assertTrue(folder.spec(yaml).drawn());
    assertEquals(15, Datasets.count(folder.spec(yaml), DataPaths.of(temporary)));
    assertTrue(folder.ids(yaml).contains("arithmetic/train-7-0"), folder.ids(yaml).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: mixture, parts: []}                                                                                        | must have at least one part
          {type: mixture, parts: [{data: {type: jsonl, file: a}}, {data: {type: jsonl, file: b}}]}                          | two parts have the same name
          {type: mixture, parts: [{data: {type: jsonl, file: a}, share: 0}]}                                                | must be above 0
          {type: mixture, parts: [{name: x, data: {type: jsonl, file: a}, share: 1}, {data: {type: jsonl, file: b}}]}       | give a share to every part, or to none
          {type: mixture, parts: [{data: {type: jsonl}}]}                                                                   | parts[0].data.file
          {type: ecqa, file: a, commonsenseqa: []}                                                                          | must name at least one file of CommonsenseQA
          {type: ecqa, file: a, commonsenseqa: [b], explanation: taskC}                                                     | must be taskB or taskA_pos
          {type: svamp, file: a, types: [division]}                                                                         | must be addition, subtraction
          {type: jsonl, file: a, shuffle: x}                                                                                | must be a whole number
          {type: gsm9k, file: a}                                                                                            | must be one of arithmetic, gsm8k, aqua
          """)
  void spec_withFault_isRefusedWhereItIsRead(String yaml, String problem) {
    InvalidSpecException fault = assertThrows(InvalidSpecException.class, () -> folder.spec(yaml));
    assertTrue(fault.problems().toString().contains(problem), fault.problems().toString());
  }
}
