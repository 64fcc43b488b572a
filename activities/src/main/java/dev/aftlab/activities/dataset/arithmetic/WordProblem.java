package dev.aftlab.activities.dataset.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A story with sums and products: who has how many of what, and what happens to them.
 *
 * @param start how many there are at first, 5 to 80
 * @param events what happens, in the story's order
 * @param name who
 * @param item what
 */
record WordProblem(int start, List<Event> events, String name, String item) {
  static final List<String> NAMES = List.of("Tom", "Ann", "Sam", "Mia", "Leo", "Eva", "Max", "Zoe");
  static final List<String> ITEMS =
      List.of("apples", "pens", "cups", "coins", "books", "cards", "eggs", "balls");
  private static final int MOST = 99;

  /**
   * Something is added or taken away, {@code amount} of it; a product names it as {@code groups} of
   * {@code each}, 0 and 0 otherwise.
   */
  record Event(boolean gain, int amount, int groups, int each) {
    boolean product() {
      return groups > 0;
    }

    int signed() {
      return gain ? amount : -amount;
    }
  }

  int answer() {
    return start + events.stream().mapToInt(Event::signed).sum();
  }

  /**
   * Draws stories with a given number of events until one stays in 0…99 at every step, also when
   * all gains come first.
   */
  static WordProblem draw(SequentialRandom random, int events) {
    Optional<WordProblem> story = attempt(random, events);
    while (story.isEmpty()) {
      story = attempt(random, events);
    }
    return story.get();
  }

  private static Optional<WordProblem> attempt(SequentialRandom random, int count) {
    int start = random.between(5, 80);
    int total = start;
    int gains = start;
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Event event = event(random);
      total += event.signed();
      gains += event.gain() ? event.amount() : 0;
      if (total < 0 || total > MOST || gains > MOST) {
        return Optional.empty();
      }
      events.add(event);
    }
    return Optional.of(new WordProblem(start, events, random.pick(NAMES), random.pick(ITEMS)));
  }

  private static Event event(SequentialRandom random) {
    int kind = random.between(0, 3);
    boolean gain = kind % 2 == 0;
    if (kind < 2) {
      return new Event(gain, random.between(2, 50), 0, 0);
    }
    int groups = random.between(2, 9);
    int each = random.between(2, 12);
    return new Event(gain, groups * each, groups, each);
  }

  /**
   * The question's text. {@code heldOut} is the probability that an event uses wording that no
   * training story has.
   */
  String question(SequentialRandom random, double heldOut) {
    StringBuilder text =
        new StringBuilder(
            name + (random.chance(0.5) ? " has " : " starts with ") + start + " " + item + ".");
    int distraction = random.chance(0.25) ? random.between(0, events.size() - 1) : -1;
    for (int i = 0; i < events.size(); i++) {
      if (i == distraction) {
        boolean age = random.chance(0.5);
        text.append(' ')
            .append(name)
            .append(
                age
                    ? " is " + random.between(6, 60) + " years old."
                    : " pays " + random.between(2, 60) + " dollars.");
      }
      text.append(' ')
          .append(name)
          .append(' ')
          .append(phrase(random, events.get(i), random.chance(heldOut)))
          .append('.');
    }
    return text.append(' ')
        .append(
            random.pick(
                List.of(
                    "how many " + item + " now?",
                    "how many left?",
                    "how many " + item + " does " + name + " have?")))
        .toString();
  }

  private String phrase(SequentialRandom random, Event event, boolean heldOut) {
    int way = random.between(0, 2);
    int d = event.amount();
    int m = event.groups();
    int b = event.each();
    if (heldOut) {
      String verb = event.gain() ? "wins " : "drops ";
      return verb
          + (event.product() ? m + " packs with " + b + " " + item + " in each" : d + " " + item);
    }
    List<String> ways =
        event.product()
            ? event.gain()
                ? List.of(
                    "buys " + m + " boxes of " + b + " " + item,
                    "gets " + b + " " + item + " from each of " + m + " friends",
                    "finds " + m + " bags with " + b + " each")
                : List.of(
                    "sells " + m + " boxes of " + b + " " + item,
                    "gives " + b + " " + item + " to each of " + m + " friends",
                    "loses " + m + " bags with " + b + " each")
            : event.gain()
                ? List.of(
                    "buys " + d + " more", "finds " + d + " " + item, "gets " + d + " more " + item)
                : List.of("loses " + d, "sells " + d + " " + item, "gives away " + d + " " + item);
    return ways.get(way);
  }
}
