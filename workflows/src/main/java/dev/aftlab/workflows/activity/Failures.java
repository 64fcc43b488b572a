package dev.aftlab.workflows.activity;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;

/** Turns chains of causes into one readable line. */
public final class Failures {

  private static final int LONGEST_MESSAGE = 400;
  private static final int DEEPEST_CAUSE = 20;

  private Failures() {}

  /** The failure that says most: the outermost one that an activity or step threw on purpose, else the innermost. */
  public static StepFailure of(Throwable failure) {
    Throwable telling = telling(failure);
    return new StepFailure(type(telling), line(telling));
  }

  /** Whether a cancellation, and nothing else, is at the bottom of it. */
  public static boolean cancelled(Throwable failure) {
    return telling(failure) instanceof CanceledFailure;
  }

  /** A text on one line, of at most 400 characters. */
  public static String brief(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " | ");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE - 1) + "…";
  }

  private static Throwable telling(Throwable failure) {
    Throwable current = failure;
    for (int depth = 0; depth < DEEPEST_CAUSE && !(tells(current)) && current.getCause() != null; depth++) {
      current = current.getCause();
    }
    return current;
  }

  private static boolean tells(Throwable failure) {
    return failure instanceof ApplicationFailure || failure instanceof CanceledFailure || failure instanceof TerminatedFailure;
  }

  private static String type(Throwable failure) {
    return failure instanceof ApplicationFailure application ? application.getType() : failure.getClass().getName();
  }

  private static String line(Throwable failure) {
    return switch (failure) {
      case ApplicationFailure application -> brief(words(application.getOriginalMessage(), application.getType()));
      case CanceledFailure ignored -> "cancelled";
      case TerminatedFailure ignored -> "terminated from outside";
      case TimeoutFailure timeout -> "gave no sign in time (" + timeout.getTimeoutType() + ")";
      default -> brief(words(failure.getMessage(), failure.getClass().getName()));
    };
  }

  private static String words(String message, String otherwise) {
    return message == null || message.isBlank() ? otherwise : message;
  }
}
