package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * Completions that were made elsewhere, read from a file in place of drawing them. They belong to
 * questions by the questions' texts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(SamplesSpec.Jsonl.class),
  @JsonSubTypes.Type(SamplesSpec.Gsm8kSolutions.class)
})
public sealed interface SamplesSpec {
  /** The file, plain or gzipped, named relative to the current folder. */
  String file();

  /** The most completions used per question, the first ones; 0 means all. */
  int k();

  /**
   * One completion a line: {@code question}, {@code completion}, and perhaps {@code correct}, and
   * {@code rating} or {@code rank}.
   *
   * @param file the file
   * @param k most completions per question, the first ones; 0 means all
   */
  @JsonTypeName("jsonl")
  record Jsonl(@NotFingerprinted @NotBlank String file, @Default("0") @Min(0) @Max(4096) int k)
      implements SamplesSpec {}

  /**
   * The solutions that GSM8K's authors published beside its test questions: one question a line,
   * with the solutions of four models and their verdicts.
   *
   * @param file the file
   * @param models whose solutions are read, in this order; all four when empty
   * @param ratings how verdicts become ratings
   * @param k most completions per question, the first ones; 0 means all
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

    /** The names that there are, with bars between them. */
    public static final String MODELS =
        "6b_finetuning|6b_verification|175b_finetuning|175b_verification";

    /** The models that are read. */
    public List<String> readModels() {
      return models.isEmpty() ? List.of(MODELS.split("\\|")) : models;
    }
  }

  /** Ratings made of published verdicts: a stand-in for those that people would give. */
  enum Ratings {
    /** None. */
    NONE,
    /** Right 1, wrong 0. */
    VERDICT,
    /** Wrong 0, right 1 when it is of a small model (6b), 2 when it is of a large one (175b). */
    SIZE
  }
}
