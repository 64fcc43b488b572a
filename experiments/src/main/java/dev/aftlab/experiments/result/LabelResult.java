package dev.aftlab.experiments.result;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counts of a finished label step.
 *
 * @param extractor the rule that judged the answers
 * @param samples samples
 * @param right those that are right
 * @param unfinished those that did not reach their end
 * @param questions questions with kept samples
 * @param questionsWithBothKinds questions with right and wrong samples
 * @param questionsWithBothKept questions with right and wrong samples that are kept
 * @param questionsWithRankedKept questions with kept samples of different ratings; absent where no
 *     sample has a rating
 * @param given the file of samples; absent where samples were drawn
 */
@JsonTypeName("label")
public record LabelResult(
    ExtractorVersion extractor,
    long samples,
    long right,
    long unfinished,
    long questions,
    long questionsWithBothKinds,
    long questionsWithBothKept,
    OptionalLong questionsWithRankedKept,
    Optional<Given> given)
    implements StepResult {

  /**
   * Samples that were given in a file.
   *
   * @param file the file
   * @param digest digest of its content
   * @param questions questions of the data set that have samples in it
   * @param questionsNotInData questions in it that are not in the data set
   * @param rated samples with a rating
   * @param verdictsGiven samples with a verdict
   * @param verdictsOtherThanExtractor finished samples whose verdict the extractor does not share
   */
  public record Given(
      String file,
      String digest,
      int questions,
      int questionsNotInData,
      long rated,
      long verdictsGiven,
      long verdictsOtherThanExtractor) {}
}
