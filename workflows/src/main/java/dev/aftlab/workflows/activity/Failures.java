package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.FailureCause;
import dev.aftlab.experiments.result.FailureKind;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what failed out of chains of causes. */
public final class Failures {

  private static final int LONGEST_MESSAGE = 400;
  private static final int DEEPEST_CAUSE = 20;

  private Failures() {}

  /**
   * The failure that says most: the outermost one that an activity or step threw on purpose, else
   * the innermost.
   */
  public static FailureCause of(Throwable failure) {
    Throwable telling = telling(failure);
    return new FailureCause(kind(telling), line(telling));
  }

  /** The failure itself, when it was thrown as one with its details. */
  public static <T extends Failure> Optional<T> as(Class<T> kind, Throwable failure) {
    if (!(telling(failure) instanceof ApplicationFailure application)
        || !kind.getSimpleName().equals(application.getType())
        || application.getDetails().getSize() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(application.getDetails().get(kind));
    } catch (DataConverterException other) {
      return Optional.empty();
    }
  }

  /** Whether a failure is of a kind, however it was thrown. */
  public static boolean is(FailureKind kind, Throwable failure) {
    return of(failure).kind() == kind;
  }

  /** Whether the server would have retried, had more attempts been allowed. */
  public static boolean outOfAttempts(Throwable failure) {
    return failure instanceof ActivityFailure activity
        && activity.getRetryState() == RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED;
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
    for (int depth = 0;
        depth < DEEPEST_CAUSE && !tells(current) && current.getCause() != null;
        depth++) {
      current = current.getCause();
    }
    return current;
  }

  private static boolean tells(Throwable failure) {
    return failure instanceof ApplicationFailure
        || failure instanceof CanceledFailure
        || failure instanceof TerminatedFailure;
  }

  private static FailureKind kind(Throwable failure) {
    return switch (failure) {
      case ApplicationFailure application -> FailureKind.of(application.getType());
      case TimeoutFailure silent -> FailureKind.WORKER_LOST;
      case TerminatedFailure terminated -> FailureKind.TERMINATED;
      default -> FailureKind.UNEXPECTED;
    };
  }

  private static String line(Throwable failure) {
    return switch (failure) {
      case ApplicationFailure application ->
          brief(words(application.getOriginalMessage(), application.getType()));
      case CanceledFailure ignored -> "cancelled";
      case TerminatedFailure ignored -> "terminated from outside";
      case TimeoutFailure timeout ->
          "gave no sign in time ("
              + timeout
                  .getTimeoutType()
                  .name()
                  .replace("TIMEOUT_TYPE_", "")
                  .toLowerCase(Locale.ROOT)
              + ")";
      default -> brief(words(failure.getMessage(), failure.getClass().getName()));
    };
  }

  private static String words(@Nullable String message, String otherwise) {
    return message == null || message.isBlank() ? otherwise : message;
  }
}
