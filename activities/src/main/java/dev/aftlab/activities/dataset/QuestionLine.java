package dev.aftlab.activities.dataset;

/** Turns one JSON object of a file into a question. */
interface QuestionLine {

  /** The question of an object; faults are reported at the object's place. */
  Question question(JsonFields fields);
}
