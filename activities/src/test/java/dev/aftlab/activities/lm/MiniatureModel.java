package dev.aftlab.activities.lm;

import dev.aftlab.activities.lm.random.CounterRandom;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The base model that the product ships, and questions in its language. */
public final class MiniatureModel {
  /** The model's end token. */
  public static final int END = 2;

  private static final String[] NAMES = {"Tom", "Ann", "Sam", "Mia", "Leo", "Eva", "Max", "Zoe"};
  private static final String[] ITEMS = {
    "apples", "pens", "cups", "coins", "books", "cards", "eggs", "balls"
  };
  private static final long PURPOSE = CounterRandom.DATA_GENERATION;

  private MiniatureModel() {}

  /** The model's folder. */
  public static Path folder() {
    try {
      return Path.of(
              MiniatureModel.class
                  .getResource("/dev/aftlab/activities/catalog/miniature/config.json")
                  .toURI())
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Prompts of one to four events, of many lengths. */
  public static List<String> questions(int count) {
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = NAMES[draw(8, i, 0)];
      String item = ITEMS[draw(8, i, 1)];
      StringBuilder text =
          new StringBuilder(name + " has " + (5 + draw(76, i, 2)) + " " + item + ".");
      for (int event = 0; event < 1 + draw(4, i, 3); event++) {
        int number = 2 + draw(49, i, 10 + event);
        text.append(
            switch (draw(4, i, 20 + event)) {
              case 0 -> " " + name + " buys " + number + " more.";
              case 1 -> " " + name + " sells " + number + " " + item + ".";
              case 2 ->
                  " "
                      + name
                      + " finds "
                      + draw(9, i, 30 + event)
                      + " bags with "
                      + draw(12, i, 40 + event)
                      + " each.";
              default -> " " + name + " loses " + number + ".";
            });
      }
      questions.add(text + " how many " + item + " now? <a>");
    }
    return questions;
  }

  private static int draw(int bound, long... counters) {
    return CounterRandom.below(bound, 1, PURPOSE, counters);
  }
}
