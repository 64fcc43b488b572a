package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * Given completions, read from a file instead of sampled. They are matched to questions by the
 * questions' texts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(SamplesSpec.Jsonl.class),
  @JsonSubTypes.Type(SamplesSpec.Gsm8kSolutions.class)
})
public sealed interface SamplesSpec {
  /** The file, plain or gzipped, named relative to the current folder. */
  String file();

  /** The maximum of completions used per question, the first ones; 0 means all. */
  int k();

  /**
   * One completion per line: {@code question}, {@code completion}, optional {@code correct}, and
   * optional {@code rating} or {@code rank}.
   *
   * @param file the file
   * @param k maximum of completions per question, the first ones; 0 means all
   */
  @JsonTypeName("jsonl")
  record Jsonl(@NotFingerprinted @NotBlank String file, @Default("0") @Min(0) @Max(4096) int k)
      implements SamplesSpec {}

  /**
   * The solutions that GSM8K's authors published beside its test questions: one question per line,
   * with the solutions of four models and their verdicts.
   *
   * @param file the file
   * @param models the models the models whose solutions are read, in this order; all four when
   *     empty
   * @param ratings how verdicts are converted to ratings
   * @param k maximum of completions per question, the first ones; 0 means all
   */
  @JsonTypeName("gsm8k-solutions")
  record Gsm8kSolutions(
      @NotFingerprinted @NotBlank String file,
      @Default("[]")
          List<
                  @Pattern(
                      regexp = Gsm8kSolutions.MODELS,
                      message = "must be one of " + Gsm8kSolutions.MODELS)
                  String>
              models,
      @Default("none") Ratings ratings,
      @Default("0") @Min(0) @Max(4096) int k)
      implements SamplesSpec {

    /** The known names, separated by bars. */
    public static final String MODELS =
        "6b_finetuning|6b_verification|175b_finetuning|175b_verification";

    /** The models to read. */
    public List<String> readModels() {
      return models.isEmpty() ? List.of(MODELS.split("\\|")) : models;
    }
  }

  /** How ratings are derived from published verdicts, in place of human ratings. */
  enum Ratings {
    /** None. */
    NONE,
    /** Right 1, wrong 0. */
    VERDICT,
    /** Wrong 0, right 1 when it is of a small model (6b), 2 when it is of a large one (175b). */
    SIZE
  }
}
