package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import dev.aftlab.experiments.spec.LabelSpec;
import java.util.List;

/** A rule that finds the answer in a completion and compares it with the right one. */
public interface Extractor {

  /** The name by which experiments choose it. */
  String name();

  /** Version of the rule, as in the identity of the steps that judge by it. */
  default int version() {
    return new LabelSpec(name()).version();
  }

  /**
   * The answer in a completion, in the form in which it is compared; empty when there is none.
   *
   * @param options what the question offers; empty for a question with a free answer. Rules for
   *     numbers ignore them
   */
  String extract(String completion, List<Option> options);

  /** The answer to a question with a free answer. */
  default String extract(String completion) {
    return extract(completion, List.of());
  }

  /** Whether an extracted answer is right. An empty one never is. */
  boolean matches(String extracted, String gold);

  /**
   * Whether some completion is right. Where none is, every answer counts as wrong, and the question
   * should not be judged by this rule.
   *
   * @param gold the right answer
   * @param options what the question offers; empty for a question with a free answer
   */
  boolean canMatch(String gold, List<Option> options);
}
