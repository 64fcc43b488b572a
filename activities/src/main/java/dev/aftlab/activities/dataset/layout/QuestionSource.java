package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import java.util.function.Consumer;

/** Files that hold questions, as one data set in its own order. */
public interface QuestionSource {

  /**
   * Hands every question over, in order, each as soon as it is read; the first fault is a {@link
   * DatasetException}.
   */
  void each(Consumer<LocatedQuestion> taker);

  /**
   * SHA-256 over all that the questions are made of, but not over where it lies: 64 hexadecimal
   * digits.
   */
  String digest();
}
