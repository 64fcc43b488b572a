package dev.aftlab.worker.cli;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.failure.CorruptInputException;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.activities.label.UnknownExtractorException;
import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.EngineStartException;
import dev.aftlab.activities.lm.MissingDeviceException;
import dev.aftlab.activities.lm.UnsupportedModelException;
import dev.aftlab.activities.store.StoreException;
import dev.aftlab.activities.tracking.TrackingException;
import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import dev.aftlab.worker.fetch.FetchException;
import dev.aftlab.worker.fetch.WrongFilesException;
import dev.aftlab.workflows.client.RefusedException;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import org.slf4j.LoggerFactory;

/** Prints the error message of a failed command and maps the failure to an exit code. */
public final class ErrorReporter {

  private ErrorReporter() {}

  /** Prints the error message of a failure and returns the exit code. */
  public static int about(Throwable failure, CommandContext session) {
    return switch (failure) {
      case InvalidSpecException invalid -> invalidSpec(invalid, session);
      case InputException input -> report(input, ExitCodes.BAD_INPUT, session);
      case ServiceException service -> report(service, ExitCodes.FAILED, session);
      case OutputException lost -> report(lost, ExitCodes.FAILED, session);
      case UnusableInputException wrong -> report(wrong, ExitCodes.BAD_INPUT, session);
      case CorruptInputException damaged -> report(damaged, ExitCodes.BAD_INPUT, session);
      case DatasetException damaged -> report(damaged, ExitCodes.BAD_INPUT, session);
      case WrongFilesException wrong -> report(wrong, ExitCodes.BAD_INPUT, session);
      case FetchException failed -> fetchFailed(failed, session);
      case DamagedModelException damaged -> report(damaged, ExitCodes.BAD_INPUT, session);
      case UnsupportedModelException unsupported ->
          report(unsupported, ExitCodes.BAD_INPUT, session);
      case UnknownExtractorException unknown -> report(unknown, ExitCodes.BAD_INPUT, session);
      case MissingDeviceException missing -> report(missing, ExitCodes.BAD_INPUT, session);
      case EngineStartException engine ->
          report(engine, engine.noSpace() ? ExitCodes.FAILED : ExitCodes.BAD_INPUT, session);
      case TrackingException unreachable -> report(unreachable, ExitCodes.FAILED, session);
      case StoreException store -> report(store, ExitCodes.FAILED, session);
      case RefusedException refused -> report(refused, ExitCodes.BAD_INPUT, session);
      case WorkflowServiceException unreachable -> temporal(unreachable, session);
      case StatusRuntimeException unreachable -> temporal(unreachable, session);
      default -> bug(failure, session);
    };
  }

  private static int invalidSpec(InvalidSpecException invalid, CommandContext session) {
    invalid.problems().forEach(problem -> session.err().println(problem));
    int count = invalid.problems().size();
    session
        .err()
        .println(
            count == 1
                ? "1 problem; nothing was started"
                : count + " problems; nothing was started");
    return ExitCodes.BAD_INPUT;
  }

  private static int fetchFailed(FetchException failed, CommandContext session) {
    int code = report(failed, ExitCodes.FAILED, session);
    session
        .err()
        .println(
            "Run the same command again to resume. To provide the files yourself: --show prints"
                + " their addresses, --from FOLDER copies them.");
    return code;
  }

  private static int report(RuntimeException failure, int code, CommandContext session) {
    session
        .err()
        .println(
            "aft: " + Secrets.of(session.environment()).hide(String.valueOf(failure.getMessage())));
    return code;
  }

  private static int temporal(RuntimeException failure, CommandContext session) {
    LoggerFactory.getLogger(ErrorReporter.class).warn("a call to Temporal failed", failure);
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    session.err().println("aft: the Temporal server returned an error: " + cause.getMessage());
    return ExitCodes.FAILED;
  }

  private static int bug(Throwable failure, CommandContext session) {
    LoggerFactory.getLogger(ErrorReporter.class)
        .warn("a command ended with an unexpected failure", failure);
    session.err().println("aft: " + Secrets.of(session.environment()).hide(failure.toString()));
    session
        .err()
        .println(
            "this is a bug; the stack trace is in "
                + session.home().resolve("logs").resolve(Logging.FILE));
    return ExitCodes.FAILED;
  }
}
