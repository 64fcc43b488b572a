package dev.aftlab.activities.dataset.arithmetic;

import dev.aftlab.activities.dataset.arithmetic.WordProblem.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a right chain of thought for a story: one equation per step, ending in {@code ####
 * answer}. The order of the steps, the wording and whether products are written out are drawn, so
 * that one story has many right chains.
 */
final class SolutionWriter {
  private static final List<String> CONNECTIVES = List.of("first", "then", "so", "next", "thus");

  private final WordProblem story;
  private final SequentialRandom random;
  private final boolean leap;
  private final int order;
  private final int wording;
  private final StringBuilder text = new StringBuilder();
  private boolean atStart = true;

  private SolutionWriter(WordProblem story, SequentialRandom random) {
    this.story = story;
    this.random = random;
    this.leap = random.chance(0.5);
    this.order = random.weighted(5, 2, 3);
    this.wording = random.weighted(4, 3, 3);
  }

  static String write(WordProblem story, SequentialRandom random) {
    return new SolutionWriter(story, random).write();
  }

  private String write() {
    boolean productsFirst = order == 1 && !leap;
    if (productsFirst) {
      story.events().stream().filter(Event::product).forEach(this::product);
    }
    int total = story.start();
    for (int index : sequence()) {
      Event event = story.events().get(index);
      if (event.product() && !leap && !productsFirst) {
        product(event);
      }
      int next = total + event.signed();
      step(total, event.gain() ? "+" : "-", event.amount(), next);
      total = next;
    }
    return text.append("#### ").append(total).toString();
  }

  /** The story's order, or gains before losses. */
  private List<Integer> sequence() {
    List<Integer> all = IntStream.range(0, story.events().size()).boxed().toList();
    if (order != 2) {
      return all;
    }
    List<Integer> sequence =
        new ArrayList<>(all.stream().filter(i -> story.events().get(i).gain()).toList());
    sequence.addAll(all.stream().filter(i -> !story.events().get(i).gain()).toList());
    return sequence;
  }

  private void product(Event event) {
    step(event.groups(), "*", event.each(), event.amount());
  }

  /**
   * {@code [connective] a op b = c [item].}; the terse wording has neither, the second one both.
   */
  private void step(int a, String operator, int b, int c) {
    String connective =
        CONNECTIVES.get(atStart ? random.weighted(5, 2, 1, 1, 1) : random.weighted(0, 5, 2, 2, 1));
    atStart = false;
    if (wording != 2) {
      text.append(connective).append(' ');
    }
    text.append(a).append(' ').append(operator).append(' ').append(b).append(" = ").append(c);
    text.append(wording == 1 ? " " + story.item() : "").append(". ");
  }
}
