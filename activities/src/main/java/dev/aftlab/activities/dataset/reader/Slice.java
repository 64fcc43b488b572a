package dev.aftlab.activities.dataset.reader;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.arithmetic.SequentialRandom;
import dev.aftlab.activities.dataset.layout.QuestionSource;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.SourcePosition;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The questions of a source that a data set selects; the source is checked as a whole, also where
 * only a part of it is used.
 */
final class Slice {
  private final DatasetSpec.OfFile spec;
  private final QuestionSource source;

  Slice(DatasetSpec.OfFile spec, QuestionSource source) {
    this.spec = spec;
    this.source = source;
  }

  /** All questions, then shuffled, then sliced. */
  List<Question> read() {
    return placed().stream().map(LocatedQuestion::question).toList();
  }

  /** The same with their positions. */
  List<LocatedQuestion> placed() {
    List<LocatedQuestion> all = new ArrayList<>();
    each(all::add);
    spec.shuffle().ifPresent(seed -> shuffle(all, seed));
    return slice(all);
  }

  /**
   * Passes on what {@link #read} gives; each question as soon as it is read where all are wanted in
   * their own order.
   */
  void stream(Consumer<Question> taker) {
    if (spec.shuffle().isEmpty() && spec.first() == 0 && spec.count() == 0) {
      each(placed -> taker.accept(placed.question()));
    } else {
      read().forEach(taker);
    }
  }

  private void each(Consumer<LocatedQuestion> taker) {
    Map<String, SourcePosition> places = new HashMap<>();
    source.each(
        placed -> {
          SourcePosition earlier = places.putIfAbsent(placed.question().id(), placed.place());
          if (earlier != null) {
            String there =
                earlier.file() == placed.place().file()
                    ? "line " + earlier.line()
                    : earlier.toString();
            throw placed
                .place()
                .error(
                    "the id '"
                        + placed.question().id()
                        + "' is that of "
                        + there
                        + " too; make ids distinct");
          }
          taker.accept(placed);
        });
  }

  /**
   * Fisher and Yates's shuffle, from the last place down to the second: place i changes with a
   * place drawn evenly from 0 to i.
   */
  static void shuffle(List<?> items, long seed) {
    SequentialRandom random = new SequentialRandom(seed);
    for (int i = items.size() - 1; i > 0; i--) {
      Collections.swap(items, i, random.between(0, i));
    }
  }

  private List<LocatedQuestion> slice(List<LocatedQuestion> all) {
    int first = spec.first();
    int count = spec.count();
    int left = all.size() - first;
    if (left <= 0) {
      throw wrong(
          "first is "
              + first
              + ", but there are "
              + all.size()
              + " questions; first must be at most "
              + (all.size() - 1));
    }
    if (count > left) {
      throw wrong(
          "count is "
              + count
              + " from question "
              + first
              + " on, but only "
              + left
              + " follow; lower it, or let 0 take all");
    }
    return List.copyOf(all.subList(first, count == 0 ? all.size() : first + count));
  }

  private DatasetException wrong(String problem) {
    return new DatasetException(Path.of(spec.file()), 0, problem);
  }
}
