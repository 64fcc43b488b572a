package dev.aftlab.activities.lm.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.TooLongException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackerTest {
  private static final PromptGroup GROUP =
      new PromptGroup(new int[] {10, 11}, List.of(new int[] {1, 2, 3}, new int[] {4, 5}));

  @Test
  void pack_twoCompletions_shareOnePrompt() {
    // Row: prompt 10 11, then 1 2 (3 predicts nothing), then 4. Target 1 is predicted at 1, 2 at 2,
    // 3 at 3, 4 at 1, 5 at 4.
    MicroBatch batch = new Packer(100, 100).pack(List.of(GROUP)).getFirst();
    assertTrue(batch.packed());
    assertArrayEquals(new int[] {10, 11, 1, 2, 4}, batch.tokens());
    assertArrayEquals(new int[] {0, 0, 1, 1, 2}, batch.segments());
    assertArrayEquals(new int[] {0, 1, 2, 3, 2}, batch.positions());
    assertArrayEquals(new int[] {1, 2, 3, 1, 4}, batch.sources());
    assertArrayEquals(new int[] {1, 2, 3, 4, 5}, batch.targets());
    assertArrayEquals(new int[] {0, 0, 0, 1, 1}, batch.owners());
    assertArrayEquals(new int[] {3, 2}, batch.lengths());
  }

  /**
   * The completions keep their numbers, and those that follow less of the prompt have a copy of
   * that much.
   */
  @Test
  void promptGroups_ofCompletionsThatFollowPartsOfAPrompt_areRunsOfEqualParts() {
    int[] prompt = {7, 8, 9};
    List<int[]> completions = List.of(new int[] {1}, new int[] {2}, new int[] {3}, new int[] {4});
    List<PromptGroup> groups = PromptGroup.of(prompt, completions, new int[] {2, 3, 3, 2});
    assertEquals(
        List.of(1, 2, 1), groups.stream().map(group -> group.completions().size()).toList());
    assertArrayEquals(new int[] {7, 8}, groups.get(0).prompt());
    assertArrayEquals(prompt, groups.get(1).prompt());
    assertArrayEquals(new int[] {4}, groups.get(2).completions().getFirst());
    assertEquals(
        List.of(new PromptGroup(prompt, completions).completions()),
        PromptGroup.of(prompt, completions, new int[0]).stream()
            .map(PromptGroup::completions)
            .toList());
    assertEquals(1, PromptGroup.of(prompt, List.of(), new int[0]).size());
  }

  @Test
  void pack_rowOverBudget_repeatsThePrompt() {
    // 2 + 2 tokens fit a budget of 4, 2 + 2 + 1 do not: two rows of 4 and 3 tokens, each a
    // micro-batch, shortest first.
    List<MicroBatch> batches = new Packer(4, 100).pack(List.of(GROUP));
    assertEquals(2, batches.size());
    assertArrayEquals(new int[] {10, 11, 4}, batches.get(0).tokens());
    assertArrayEquals(new int[] {1}, batches.get(0).completions());
    assertFalse(batches.get(1).packed());
  }

  @Test
  void pack_budget_countsPaddedTokens() {
    // Rows of 3, 4 and 4 tokens: two of at most 4 make 8, three would make 12.
    PromptGroup longer = new PromptGroup(new int[] {7}, List.of(new int[] {1, 2, 3, 4}));
    PromptGroup shorter = new PromptGroup(new int[] {7}, List.of(new int[] {1, 2, 3}));
    List<MicroBatch> batches = new Packer(8, 100).pack(List.of(longer, shorter, longer));
    assertEquals(List.of(2, 1), batches.stream().map(MicroBatch::rows).toList());
    assertArrayEquals(new int[] {7, 1, 2, 0, 7, 1, 2, 3}, batches.getFirst().tokens());
  }

  @Test
  void pack_sequenceBeyondThePositions_isRefusedWithNumbers() {
    TooLongException refused =
        assertThrows(TooLongException.class, () -> new Packer(100, 4).pack(List.of(GROUP)));

    assertTrue(
        refused.getMessage().contains("5 tokens") && refused.getMessage().contains("4 positions"),
        refused.getMessage());
  }

  @Test
  void pack_rowBeyondThePositions_isOneRowWithinThem() {
    // 2 + 3 tokens fit 5 positions; the row of 2 + 4 · 2 = 10 places holds positions 0..3 only.
    PromptGroup group =
        new PromptGroup(new int[] {8, 9}, Collections.nCopies(4, new int[] {1, 2, 3}));
    MicroBatch batch = new Packer(100, 5).pack(List.of(group)).getFirst();
    assertEquals(10, batch.length());
    assertArrayEquals(new int[] {0, 1, 2, 3, 2, 3, 2, 3, 2, 3}, batch.positions());
  }
}
