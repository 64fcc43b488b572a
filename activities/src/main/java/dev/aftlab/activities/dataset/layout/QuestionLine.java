package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;

/** Turns one JSON object of a file into a question. */
interface QuestionLine {

  /** The question of an object; faults are reported at the object's place. */
  Question question(JsonFields fields);
}
