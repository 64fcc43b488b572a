package dev.aftlab.worker.temporal;

import com.google.protobuf.ByteString;
import dev.aftlab.worker.cli.Secrets;
import dev.aftlab.workflows.DataConverters;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;
import java.util.function.UnaryOperator;

/**
 * Redacts secrets in messages, stack traces, causes and details of failures, to keep them out of
 * histories.
 */
public final class RedactingFailureConverter implements FailureConverter {

  private final FailureConverter standard = new DefaultFailureConverter();
  private final UnaryOperator<String> hide;

  private RedactingFailureConverter(UnaryOperator<String> hide) {
    this.hide = hide;
  }

  /** The data converter of records, with failures redacted of this process's secrets. */
  public static DataConverter converter(Secrets secrets) {
    return DataConverters.create()
        .withFailureConverter(new RedactingFailureConverter(secrets::hide));
  }

  @Override
  public RuntimeException failureToException(Failure failure, DataConverter converter) {
    return standard.failureToException(failure, converter);
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable, DataConverter converter) {
    return hidden(standard.exceptionToFailure(throwable, converter));
  }

  private Failure hidden(Failure failure) {
    Failure.Builder hidden =
        failure.toBuilder()
            .setMessage(hide.apply(failure.getMessage()))
            .setStackTrace(hide.apply(failure.getStackTrace()));
    if (failure.hasApplicationFailureInfo()) {
      hidden
          .getApplicationFailureInfoBuilder()
          .getDetailsBuilder()
          .getPayloadsBuilderList()
          .forEach(this::hide);
    }
    if (failure.hasCause()) {
      hidden.setCause(hidden(failure.getCause()));
    }
    return hidden.build();
  }

  /** Redacts the details too: they are JSON that repeats the message. */
  private void hide(Payload.Builder details) {
    details.setData(ByteString.copyFromUtf8(hide.apply(details.getData().toStringUtf8())));
  }
}
