package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

/** Where questions come from. Files are named relative to the current folder; their digests are pinned when the spec is resolved. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(DatasetSpec.Arithmetic.class),
  @JsonSubTypes.Type(DatasetSpec.Gsm8k.class),
  @JsonSubTypes.Type(DatasetSpec.Jsonl.class)
})
public sealed interface DatasetSpec {

  /** The number of questions asked for; 0 means all that there are. */
  int count();

  /** Whether the questions depend on the arm's seed. */
  boolean drawn();

  /**
   * Generated word problems with sums and products, each with one clean chain of thought.
   *
   * @param split train, selection or test: no question is in two of them, whatever the seeds
   * @param count how many questions
   * @param minEvents fewest events of a story, 1 to 5
   * @param maxEvents most events of a story, 1 to 5
   * @param heldOut probability in [0, 1] that an event is told in words that no training story uses
   */
  @JsonTypeName("arithmetic")
  record Arithmetic(
      @Pattern(regexp = "train|selection|test", message = "must be train, selection or test") String split,
      @Min(1) @Max(1_000_000) int count,
      @Default("2") @Min(1) @Max(5) int minEvents,
      @Default("4") @Min(1) @Max(5) int maxEvents,
      @Default("0") @DecimalMin("0") @DecimalMax("1") double heldOut)
      implements DatasetSpec {

    /** Whether there is a number of events to choose. */
    @AssertTrue(message = "minEvents must be at most maxEvents")
    boolean isRangeOfEvents() {
      return minEvents <= maxEvents;
    }

    @Override
    public boolean drawn() {
      return true;
    }
  }

  /**
   * A file of GSM8K in its published layout, plain or gzipped.
   *
   * @param file the file
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   */
  @JsonTypeName("gsm8k")
  record Gsm8k(@NotIdentity @NotBlank String file, @Default("0") @Min(0) int first, @Default("0") @Min(0) int count) implements DatasetSpec {
    @Override
    public boolean drawn() {
      return false;
    }
  }

  /**
   * Any questions, one JSON object a line: {@code question}, {@code answer}, optional {@code reference} and {@code id}.
   *
   * @param file the file
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   */
  @JsonTypeName("jsonl")
  record Jsonl(@NotIdentity @NotBlank String file, @Default("0") @Min(0) int first, @Default("0") @Min(0) int count) implements DatasetSpec {
    @Override
    public boolean drawn() {
      return false;
    }
  }
}
