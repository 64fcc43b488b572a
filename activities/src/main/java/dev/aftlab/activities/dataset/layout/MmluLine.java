package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.JsonFields;
import dev.aftlab.activities.dataset.text.OptionLayouts;
import dev.aftlab.activities.dataset.text.OtherLayouts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * MMLU and MMLU-Pro as the Hugging Face hub has them: {@code question}; {@code choices} or {@code
 * options}; {@code answer}, which is the right option's letter or counts options from 0; {@code
 * subject} or {@code category}. Where there is {@code answer_index}, it must say the same. No
 * references.
 */
final class MmluLine {
  private static final String ANSWER = "answer";
  private static final String INDEX = "answer_index";

  private final Map<String, Integer> counts = new HashMap<>();

  /** The subject; {@code all} where there is none. */
  static String subject(JsonFields fields) {
    List<String> names = List.of("subject", "category").stream().filter(fields::has).toList();
    return names.isEmpty() ? "all" : fields.text(names.getFirst());
  }

  /** The next question of its file; ids count the questions of each subject. */
  Question question(JsonFields fields) {
    OtherLayouts.lostPassage(fields)
        .ifPresent(
            problem -> {
              throw fields.error(problem);
            });
    OptionLayouts choices = OptionLayouts.ifAny(fields);
    if (choices.isEmpty()) {
      throw fields.error(
          "there is neither a list 'choices' nor a list 'options'"
              + OtherLayouts.wrapped(fields).orElse("; add one of them"));
    }
    String subject = subject(fields);
    String letter = letter(fields, choices);
    int number = counts.merge(subject, 1, Integer::sum) - 1;
    return fields
        .place()
        .question(
            "mmlu-" + subject + "-" + number, fields.text("question"), "", letter, choices.texts());
  }

  private static String letter(JsonFields fields, OptionLayouts choices) {
    if (!fields.has(INDEX)) {
      return choices.letterOrIndex(ANSWER);
    }
    String indexed = choices.letterOrIndex(INDEX);
    if (fields.has(ANSWER) && !choices.letterOrIndex(ANSWER).equals(indexed)) {
      throw fields.error(
          "the fields 'answer' and 'answer_index' contradict each other: option "
              + choices.letterOrIndex(ANSWER)
              + " and option "
              + indexed);
    }
    return indexed;
  }
}
