package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.OptionLayouts;

/**
 * ARC, CommonsenseQA and OpenBookQA: {@code id}, {@code answerKey}, and either {@code question}
 * with {@code stem} and {@code choices}, as published, or, as the Hugging Face hub has them, {@code
 * question} or {@code question_stem} and {@code choices} beside it. Options get letters by their
 * places, also those that are numbered. Facts of OpenBookQA are not part of the question. No
 * references.
 */
public final class ChoiceLine implements QuestionLine {
  private static final String KEY = "answerKey";
  private static final String QUESTION = "question";
  private static final String STEM = "question_stem";
  private static final String CHOICES = "choices";

  private final String kind;

  /** Of a type of data sets, which begins the ids of questions that have none. */
  public ChoiceLine(String kind) {
    this.kind = kind;
  }

  @Override
  public Question question(JsonFields fields) {
    boolean nested = fields.content().path(QUESTION).isObject();
    JsonFields asked = nested ? fields.object(QUESTION) : fields;
    String text = asked.text(nested ? "stem" : fields.has(STEM) ? STEM : QUESTION);
    OptionLayouts choices = OptionLayouts.of(asked, CHOICES);
    requireKey(fields);
    String id = fields.has("id") ? fields.textOrNumber("id") : kind + "-" + (fields.number() - 1);
    return fields.place().question(id, text, "", choices.letter(fields, KEY), choices.texts());
  }

  private static void requireKey(JsonFields fields) {
    if (!fields.has(KEY) && fields.has("answer") && fields.content().path(CHOICES).isArray()) {
      throw fields.error(
          "this is the layout of mmlu (question, choices, answer); set type to mmlu");
    }
    if (!fields.has(KEY) || fields.isEmptyText(KEY)) {
      throw fields.error(
          "the field '"
              + KEY
              + "' is "
              + (fields.has(KEY) ? "empty" : "missing")
              + ", as in test splits whose answers are not published; take a split with answers,"
              + " such as validation");
    }
  }
}
