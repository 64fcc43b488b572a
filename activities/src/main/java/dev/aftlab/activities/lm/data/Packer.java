package dev.aftlab.activities.lm.data;

import dev.aftlab.activities.lm.TooLongException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Packs the completions of a question behind one copy of its prompt, and rows into micro-batches by
 * a token budget.
 *
 * <p>A row is the prompt, then each completion without its last token, which predicts nothing.
 * Completions of a row do not see each other, and each continues the prompt's positions, so that
 * scores are those of separate rows. A row may have more tokens than the model has positions;
 * prompt and one completion may not. A question whose row would exceed the budget gets several
 * rows, each with its own copy of the prompt. Rows are sorted by length, stably; a micro-batch
 * takes rows while rows × longest row stays within the budget, and always at least one.
 */
public final class Packer {
  private final int tokenBudget;
  private final int longestSequence;
  private final boolean shared;

  /**
   * @param tokenBudget padded tokens a micro-batch may hold, 1 or more
   * @param longestSequence positions the model has
   */
  public Packer(int tokenBudget, int longestSequence) {
    this(tokenBudget, longestSequence, true);
  }

  /** A packer that gives each completion its own row and prompt. */
  public static Packer withSeparateRows(int tokenBudget, int longestSequence) {
    return new Packer(tokenBudget, longestSequence, false);
  }

  private Packer(int tokenBudget, int longestSequence, boolean shared) {
    if (tokenBudget < 1) {
      throw new IllegalArgumentException(
          "microBatchTokens is " + tokenBudget + "; at least 1 is needed");
    }
    this.tokenBudget = tokenBudget;
    this.longestSequence = longestSequence;
    this.shared = shared;
  }

  /**
   * Micro-batches of all completions; completions are numbered through the groups, in order.
   *
   * @throws TooLongException when prompt and completion exceed the model's positions
   */
  public List<MicroBatch> pack(List<PromptGroup> groups) {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (PromptGroup group : groups) {
      addRows(rows, group, number);
      number += group.completions().size();
    }
    rows.sort(Comparator.comparingInt(Row::length));
    List<MicroBatch> batches = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= rows.size(); end++) {
      if (end == rows.size() || (long) (end - start + 1) * rows.get(end).length() > tokenBudget) {
        batches.add(fill(rows.subList(start, end)));
        start = end;
      }
    }
    return batches;
  }

  private void addRows(List<Row> rows, PromptGroup group, int first) {
    Row row = null;
    for (int i = 0; i < group.completions().size(); i++) {
      int[] completion = group.completions().get(i);
      int sequence = group.prompt().length + completion.length;
      if (sequence > longestSequence) {
        throw new TooLongException(
            "prompt and completion have "
                + sequence
                + " tokens; the model has "
                + longestSequence
                + " positions: shorten or drop the example");
      }
      if (row == null || !shared || row.length() + completion.length - 1 > tokenBudget) {
        row = new Row(group.prompt());
        rows.add(row);
      }
      row.add(completion, first + i);
    }
  }

  private static MicroBatch fill(List<Row> rows) {
    int length = rows.getLast().length();
    int completions = rows.stream().mapToInt(row -> row.completions.size()).sum();
    int targets = rows.stream().mapToInt(Row::targets).sum();
    Filler filler = new Filler(rows.size(), length, completions, targets);
    rows.forEach(filler::add);
    return filler.batch(rows.stream().anyMatch(row -> row.completions.size() > 1));
  }

  /** A prompt and the completions behind it. */
  private static final class Row {
    private final int[] prompt;
    private final List<int[]> completions = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int length;

    Row(int[] prompt) {
      this.prompt = prompt;
      this.length = prompt.length;
    }

    void add(int[] completion, int number) {
      completions.add(completion);
      numbers.add(number);
      length += completion.length - 1;
    }

    int length() {
      return length;
    }

    int targets() {
      return length - prompt.length + completions.size();
    }
  }

  /** Writes rows into the flat arrays of a micro-batch. */
  private static final class Filler {
    private final int rows;
    private final int length;
    private final int[] tokens;
    private final int[] segments;
    private final int[] positions;
    private final int[] sources;
    private final int[] targets;
    private final int[] owners;
    private final int[] completions;
    private final int[] lengths;
    private int row;
    private int target;
    private int owner;

    Filler(int rows, int length, int completions, int targets) {
      this.rows = rows;
      this.length = length;
      this.tokens = new int[rows * length];
      this.segments = new int[rows * length];
      this.positions = new int[rows * length];
      this.sources = new int[targets];
      this.targets = new int[targets];
      this.owners = new int[targets];
      this.completions = new int[completions];
      this.lengths = new int[completions];
    }

    void add(Row content) {
      int start = row++ * length;
      int prompt = content.prompt.length;
      System.arraycopy(content.prompt, 0, tokens, start, prompt);
      for (int i = 0; i < prompt; i++) {
        positions[start + i] = i;
      }
      int at = start + prompt;
      for (int c = 0; c < content.completions.size(); c++) {
        at = add(content.completions.get(c), c + 1, at, start + prompt - 1, prompt);
        completions[owner] = content.numbers.get(c);
        lengths[owner++] = content.completions.get(c).length;
      }
      for (int i = at; i < start + length; i++) {
        segments[i] = -1;
      }
    }

    private int add(int[] completion, int segment, int start, int promptEnd, int prompt) {
      int last = completion.length - 1;
      System.arraycopy(completion, 0, tokens, start, last);
      for (int i = 0; i < last; i++) {
        segments[start + i] = segment;
        positions[start + i] = prompt + i;
      }
      for (int i = 0; i <= last; i++) {
        sources[target] = i == 0 ? promptEnd : start + i - 1;
        targets[target] = completion[i];
        owners[target++] = owner;
      }
      return start + last;
    }

    MicroBatch batch(boolean packed) {
      return new MicroBatch(
          rows,
          length,
          tokens,
          packed,
          segments,
          positions,
          sources,
          targets,
          owners,
          completions,
          lengths);
    }
  }
}
