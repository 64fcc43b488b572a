package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.TrainResult.Feedback;
import dev.aftlab.experiments.result.TrainWarning;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The text of warnings of trainings; that of several alike ones names the range of their numbers.
 */
public final class WarningText {
  private WarningText() {}

  /**
   * Whether two warnings have one text.
   *
   * @param warning any warning
   * @return equal for warnings that are alike
   */
  public static Object group(TrainWarning warning) {
    return switch (warning) {
      case TrainWarning.FewQuestions few -> List.of(few.feedback(), few.usable() < few.questions());
      case TrainWarning.MergedTokens merged -> TrainWarning.MergedTokens.class;
    };
  }

  /** The text of one warning. */
  public static String of(TrainWarning warning) {
    return of(List.of(warning));
  }

  /**
   * The text of warnings that are alike.
   *
   * @param alike at least one, all of one {@link #group}
   */
  public static String of(List<TrainWarning> alike) {
    return switch (alike.getFirst()) {
      case TrainWarning.FewQuestions few -> few(few, all(alike, TrainWarning.FewQuestions.class));
      case TrainWarning.MergedTokens merged ->
          merged(merged, all(alike, TrainWarning.MergedTokens.class));
    };
  }

  private static <T extends TrainWarning> List<T> all(List<TrainWarning> alike, Class<T> type) {
    return alike.stream().map(type::cast).toList();
  }

  private static String few(
      TrainWarning.FewQuestions first, List<TrainWarning.FewQuestions> alike) {
    return (first.usable() < first.questions() ? "only " : "")
        + range(alike, TrainWarning.FewQuestions::usable)
        + " of "
        + range(alike, TrainWarning.FewQuestions::questions)
        + " questions have "
        + pair(first.feedback())
        + ": alignment has little to go by";
  }

  private static String pair(Feedback feedback) {
    return switch (feedback) {
      case VERDICTS -> "both right and wrong samples";
      case RATINGS -> "samples of different ratings";
    };
  }

  private static String merged(
      TrainWarning.MergedTokens first, List<TrainWarning.MergedTokens> alike) {
    boolean one = alike.stream().allMatch(warning -> warning.completions() == 1);
    return range(alike, TrainWarning.MergedTokens::completions)
        + (one ? " completion begins" : " completions begin")
        + " with a token that reaches into the prompt, first that of "
        + first.first()
        + ": the prompt should not end in a blank or in the middle of a word";
  }

  private static <T> String range(List<T> alike, ToLongFunction<T> number) {
    long least = alike.stream().mapToLong(number).min().orElseThrow();
    long greatest = alike.stream().mapToLong(number).max().orElseThrow();
    return least == greatest ? Long.toString(least) : least + " to " + greatest;
  }
}
