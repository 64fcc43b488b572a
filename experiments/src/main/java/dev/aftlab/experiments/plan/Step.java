package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.LabelSpec;
import dev.aftlab.experiments.spec.TrainingSpec;
import dev.aftlab.experiments.spec.annotation.FingerprintDefault;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A pure function of typed inputs with an identity, which makes one artifact. The components of a
 * step are its identity, but for {@code fingerprint}, which is derived from the others, and {@code
 * title}, which is for display.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(Step.Train.class),
  @JsonSubTypes.Type(Step.Sample.class),
  @JsonSubTypes.Type(Step.Label.class),
  @JsonSubTypes.Type(Step.Score.class),
  @JsonSubTypes.Type(Step.Evaluate.class)
})
public sealed interface Step {

  /** The identity. */
  Fingerprint fingerprint();

  /** The display name of the step: the arm or role, and the seed. */
  String title();

  /** The kind. */
  @JsonIgnore
  StepKind kind();

  /**
   * Version of the computation: that of the kind's algorithm, plus one for each version of the
   * extractor after the first.
   */
  @JsonIgnore
  default int version() {
    return switch (this) {
      case Label step -> kind().version() + step.label().version() - 1;
      case Evaluate step -> kind().version() + step.label().version() - 1;
      case Train step -> kind().version();
      case Sample step -> kind().version();
      case Score step -> kind().version();
    };
  }

  /** The artifact that it makes. */
  @JsonIgnore
  default ArtifactId artifact() {
    return new ArtifactId(kind(), fingerprint());
  }

  /** The artifacts that it reads, without repetition. */
  @JsonIgnore
  List<ArtifactId> inputs();

  /**
   * Trains a model.
   *
   * @param from the initial weights
   * @param data the questions and references
   * @param objective the objective
   * @param training epochs, batches, optimizer; the epochs of a continued training are 1 here and
   *     follow from {@code matched}
   * @param labels the labelled samples of an alignment; empty otherwise
   * @param scores the scores from which β is computed; empty unless β is automatic
   * @param referenceScores the samples' log-probabilities under the model that training starts
   *     from; empty unless the loss reads them
   * @param matched the steps whose operations a continued training matches: ranges of samples, and
   *     last the training; empty otherwise
   * @param seed decides the data order
   */
  @JsonTypeName("train")
  record Train(
      @NotFingerprinted Fingerprint fingerprint,
      @NotFingerprinted String title,
      ModelInput from,
      PinnedData data,
      ObjectiveSpec objective,
      TrainingSpec training,
      Optional<Fingerprint> labels,
      Optional<Fingerprint> scores,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Fingerprint> referenceScores,
      List<Fingerprint> matched,
      long seed)
      implements Step {
    @Override
    public StepKind kind() {
      return StepKind.TRAIN;
    }

    @Override
    public List<ArtifactId> inputs() {
      return new StepInputs()
          .add(from)
          .add(StepKind.LABEL, labels.stream())
          .add(StepKind.SCORE, Stream.concat(scores.stream(), referenceScores.stream()))
          .add(matchedArtifacts().stream())
          .distinct();
    }

    /** What {@code matched} names: ranges of samples, and last the training. */
    @JsonIgnore
    public List<ArtifactId> matchedArtifacts() {
      return IntStream.range(0, matched.size())
          .mapToObj(
              i ->
                  new ArtifactId(
                      i < matched.size() - 1 ? StepKind.SAMPLE : StepKind.TRAIN, matched.get(i)))
          .toList();
    }
  }

  /**
   * Draws a range of sample indices for each question.
   *
   * @param model the model sampled from
   * @param data the questions
   * @param questions the number of first questions to sample
   * @param firstSample index of the first sample, from 0
   * @param sampleCount samples drawn per question
   * @param decoding the decoding settings
   * @param shardQuestions questions of one shard
   * @param seed decides the noise, together with the question's index, the sample's index and the
   *     position
   */
  @JsonTypeName("sample")
  record Sample(
      @NotFingerprinted Fingerprint fingerprint,
      @NotFingerprinted String title,
      ModelInput model,
      PinnedData data,
      int questions,
      int firstSample,
      int sampleCount,
      DecodingSpec decoding,
      int shardQuestions,
      long seed)
      implements Step {
    @Override
    public StepKind kind() {
      return StepKind.SAMPLE;
    }

    @Override
    public List<ArtifactId> inputs() {
      return new StepInputs().add(model).distinct();
    }
  }

  /**
   * Labels samples by their answers and keeps distinct right and wrong ones. Given samples may have
   * verdicts and ratings.
   *
   * @param model whose tokenizer and prompt turn references into tokens
   * @param data the questions, references and right answers
   * @param samples the labelled ranges, in the order of their indices; empty where samples are
   *     given
   * @param given the given samples; absent where they are drawn
   * @param label how
   */
  @JsonTypeName("label")
  record Label(
      @NotFingerprinted Fingerprint fingerprint,
      @NotFingerprinted String title,
      PinnedModel model,
      PinnedData data,
      List<Fingerprint> samples,
      Optional<PinnedSamples> given,
      LabelSpec label)
      implements Step {
    @Override
    public StepKind kind() {
      return StepKind.LABEL;
    }

    @Override
    public List<ArtifactId> inputs() {
      return new StepInputs().add(StepKind.SAMPLE, samples.stream()).distinct();
    }
  }

  /**
   * Scores the kept samples of the first questions under a model.
   *
   * @param model the model
   * @param data the questions
   * @param labels the labelled samples
   * @param questions how many of the first questions
   * @param maxPositives maximum of right samples per question
   * @param maxNegatives maximum of wrong samples per question
   * @param scoreTokens maximum of padded tokens in a forward pass
   * @param unpaired whether questions without a pair of samples are scored too
   */
  @JsonTypeName("score")
  record Score(
      @NotFingerprinted Fingerprint fingerprint,
      @NotFingerprinted String title,
      ModelInput model,
      PinnedData data,
      Fingerprint labels,
      int questions,
      int maxPositives,
      int maxNegatives,
      int scoreTokens,
      @FingerprintDefault("false") boolean unpaired)
      implements Step {
    @Override
    public StepKind kind() {
      return StepKind.SCORE;
    }

    @Override
    public List<ArtifactId> inputs() {
      return new StepInputs().add(model).add(StepKind.LABEL, Stream.of(labels)).distinct();
    }
  }

  /**
   * Evaluates a model on questions: greedy answers, likelihood of the references, order of the
   * assessment pairs.
   *
   * @param model the model
   * @param data the questions
   * @param assessment the labelled samples of assessment accuracy; empty when it is not measured
   * @param label how answers are labelled
   * @param decoding greedy, with its limits
   * @param shardQuestions questions of one shard
   * @param scoreTokens maximum of padded tokens in a scoring pass
   */
  @JsonTypeName("evaluate")
  record Evaluate(
      @NotFingerprinted Fingerprint fingerprint,
      @NotFingerprinted String title,
      ModelInput model,
      PinnedData data,
      Optional<Fingerprint> assessment,
      LabelSpec label,
      DecodingSpec decoding,
      int shardQuestions,
      int scoreTokens)
      implements Step {
    @Override
    public StepKind kind() {
      return StepKind.EVALUATE;
    }

    @Override
    public List<ArtifactId> inputs() {
      return new StepInputs().add(model).add(StepKind.LABEL, assessment.stream()).distinct();
    }
  }
}
