package dev.aftlab.worker.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits with a time limit for a call that a worker answers, since there may be no worker. */
public final class TimeLimit {

  private TimeLimit() {}

  /**
   * The call's value, or its failure.
   *
   * @param longest the time limit
   * @param otherwise the message when the limit is exceeded
   * @param call runs on a separate thread, which ends with the connection
   * @throws ServiceException when the time limit is exceeded
   */
  public static <T> T answer(Duration longest, String otherwise, Supplier<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("asking").start(() -> complete(answer, call));
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException nobody) {
      throw new ServiceException(otherwise, nobody);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServiceException(otherwise, interrupted);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(failed.getCause());
    }
  }

  private static <T> void complete(CompletableFuture<T> answer, Supplier<T> call) {
    try {
      answer.complete(call.get());
    } catch (RuntimeException | Error failure) {
      answer.completeExceptionally(failure);
    }
  }
}
