package dev.aftlab.activities.dataset;

import java.util.function.Consumer;

/** Files that hold questions, as one data set in its own order. */
interface QuestionSource {

  /** Hands every question over, in order, each as soon as it is read; the first fault is a {@link DatasetException}. */
  void each(Consumer<Placed> taker);

  /** SHA-256 over all that the questions are made of, but not over where it lies: 64 hexadecimal digits. */
  String digest();
}
