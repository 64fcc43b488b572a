package dev.aftlab.experiments.search;

import java.util.List;

/**
 * What a search has seen so far.
 *
 * @param trials the arms that ran, ordered by trial number, which starts at 0
 */
public record History(List<Trial> trials) {

  /** The history before the first page. */
  public static final History EMPTY = new History(List.of());

  /** Checks the order and makes the list unmodifiable. */
  public History {
    trials = List.copyOf(trials);
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).number() != i) {
        throw new IllegalArgumentException(
            "trial at position " + i + " has number " + trials.get(i).number());
      }
    }
  }
}
