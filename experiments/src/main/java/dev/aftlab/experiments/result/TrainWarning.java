package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What a report warns of in a finished training. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(TrainWarning.FewQuestions.class),
  @JsonSubTypes.Type(TrainWarning.MergedTokens.class)
})
public sealed interface TrainWarning {

  /**
   * Few questions have a pair of samples.
   *
   * @param feedback what makes a pair
   * @param usable questions that have one
   * @param questions all questions
   */
  @JsonTypeName("few_questions")
  record FewQuestions(TrainResult.Feedback feedback, long usable, int questions)
      implements TrainWarning {}

  /**
   * A token reaches from the prompt into the completion.
   *
   * @param completions how many completions begin with one
   * @param first the question of the first
   */
  @JsonTypeName("merged_tokens")
  record MergedTokens(long completions, String first) implements TrainWarning {}
}
