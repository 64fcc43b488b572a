package dev.aftlab.worker.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for a worker's answer by way of a server, but not for ever: nobody may be there to give it.
 */
public final class TimeLimit {

  private TimeLimit() {}

  /**
   * The call's value, or its failure.
   *
   * @param longest how long to wait
   * @param otherwise what to say when that was too short
   * @param call made on a thread of its own, which ends with the connection
   * @throws ServiceException when there was no answer in time
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
