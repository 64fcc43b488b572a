package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.ReadsFields;
import jakarta.validation.constraints.AssertTrue;
import java.util.Optional;

/**
 * The settings of one arm without its seed: the experiment's fields, overridden by the arm's and
 * the axes' values.
 *
 * @param model the base model
 * @param data the questions
 * @param method the last stage of the arm
 * @param vft fine-tuning on references
 * @param sampling completions drawn from the VFT model
 * @param samples given completions of the training questions; when absent they are drawn
 * @param label how completions are labelled
 * @param align the align step
 * @param continued the compute-matched control; used where {@code method} is {@code continued}
 * @param evaluation what is evaluated
 */
public record ArmSpec(
    ModelSpec model,
    DataSpec data,
    @Default("align") Method method,
    @Default("{}") TrainingSpec vft,
    @Default("{}") SamplingSpec sampling,
    @Default("null") Optional<SamplesSpec> samples,
    @Default("{}") LabelSpec label,
    @Default("{}") AlignSpec align,
    @Default("{}") ContinuedSpec continued,
    @Default("{}") EvaluationSpec evaluation) {

  /** Whether assessment samples come in the same ranges as the training samples. */
  @AssertTrue(message = "must be a multiple of sampling.range, which is <sampling.range>")
  @ReadsFields(
      value = {"evaluation.assessment", "sampling.range"},
      subject = "evaluation.assessment.k")
  boolean isAssessmentMultipleOfRange() {
    return evaluation.assessment().questions() == 0
        || evaluation.assessment().samples().isPresent()
        || evaluation.assessment().k() % sampling.range() == 0;
  }

  /** Whether the samples for self-consistency come in the same ranges as the training samples. */
  @AssertTrue(message = "must be a multiple of sampling.range, which is <sampling.range>")
  @ReadsFields(
      value = {"evaluation.sampled", "sampling.range"},
      subject = "evaluation.sampled.k")
  boolean isSampledMultipleOfRange() {
    return evaluation.sampled().questions() == 0
        || evaluation.sampled().k() % sampling.range() == 0;
  }

  /** Whether the split that is evaluated has questions. */
  @AssertTrue(message = "but data.selection is not given")
  @ReadsFields(
      value = {"evaluation.split", "data.selection"},
      subject = "evaluation.split")
  boolean isEvaluatedSplitGiven() {
    return evaluation.split() == EvaluationSplit.TEST || data.selection().isPresent();
  }

  /** Whether the arm draws samples with {@code sampling.decoding}. */
  public boolean usesSamplingDecoding() {
    boolean trained = method == Method.ALIGN && samples.isEmpty();
    boolean assessed =
        evaluation.assessment().questions() > 0 && evaluation.assessment().samples().isEmpty();
    return trained
        || assessed
        || (evaluation.sampled().questions() > 0 && evaluation.sampled().decoding().isEmpty());
  }

  /** The questions that are evaluated. */
  public DatasetSpec evaluated() {
    return switch (evaluation.split()) {
      case TEST -> data.test();
      case SELECTION -> data.selection().orElseThrow();
    };
  }
}
