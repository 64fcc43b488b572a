package dev.aftlab.activities.tracking.mlflow;

import dev.aftlab.activities.tracking.TrackingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * HTTP to one server: with timeouts over whole responses, and its own retry policy. A request that
 * is sent again is the same to the last byte. Follows no redirection, which would carry the
 * credentials elsewhere.
 */
final class MlflowHttp implements AutoCloseable {
  private static final int TOO_MANY = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int SERVER_ERROR = 500;
  private static final long TICK_MILLIS = 100;

  private final MlflowAddress address;
  private final Supplier<MlflowCredentials> credentials;
  private final HttpPolicy rules;
  private final BooleanSupplier stop;
  private final HttpClient client;

  /**
   * To one server.
   *
   * @param stop whether to stop waiting
   */
  MlflowHttp(
      MlflowAddress address,
      Supplier<MlflowCredentials> credentials,
      HttpPolicy rules,
      BooleanSupplier stop) {
    this.address = address;
    this.credentials = credentials;
    this.rules = rules;
    this.stop = stop;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(rules.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** When a request may be sent again. */
  enum Repeat {
    /** The request is idempotent. */
    ALWAYS,
    /** Only when it surely was not carried out: refused for haste, or never connected. */
    WHEN_NOT_DONE
  }

  /**
   * A request.
   *
   * @param method GET, POST, PATCH or PUT
   * @param path below the address, encoded, beginning with a slash
   * @param type media type of the body
   * @param body makes the body, the same each time
   * @param repeat when it may be sent again
   * @param timeout until the whole answer is there
   */
  record Call(
      String method,
      String path,
      String type,
      Supplier<BodyPublisher> body,
      Repeat repeat,
      Duration timeout) {}

  HttpPolicy rules() {
    return rules;
  }

  MlflowAddress address() {
    return address;
  }

  /**
   * Retries until there is a final response: success, or a refusal.
   *
   * @param handler makes what takes the body in
   * @param sound whether the body of a success is valid
   * @throws TrackingException when there is none within the rules
   */
  <T> HttpResponse<T> send(Call call, Supplier<BodyHandler<T>> handler, Predicate<T> sound) {
    for (int attempt = 1; ; attempt++) {
      Outcome<T> outcome = once(call, handler.get(), sound);
      if (outcome.answer().isPresent()) {
        return outcome.answer().get();
      }
      if (attempt >= rules.attempts() || !(outcome.notDone() || call.repeat() == Repeat.ALWAYS)) {
        throw outcome.failure().orElseThrow();
      }
      pause(rules.pause(attempt), outcome.asked());
    }
  }

  /**
   * One attempt: a response, or a failure that may be retried, perhaps after the time that the
   * server named.
   */
  private record Outcome<T>(
      Optional<HttpResponse<T>> answer,
      Optional<TrackingException> failure,
      boolean notDone,
      Duration asked) {
    static <T> Outcome<T> of(HttpResponse<T> answer) {
      return new Outcome<>(Optional.of(answer), Optional.empty(), false, Duration.ZERO);
    }

    static <T> Outcome<T> failed(TrackingException failure, boolean notDone, Duration asked) {
      return new Outcome<>(Optional.empty(), Optional.of(failure), notDone, asked);
    }
  }

  private <T> Outcome<T> once(Call call, BodyHandler<T> handler, Predicate<T> sound) {
    CompletableFuture<HttpResponse<T>> sent = client.sendAsync(request(call), handler);
    try {
      return judged(call, awaited(sent, call), sound);
    } catch (TimeoutException late) {
      sent.cancel(true);
      return Outcome.failed(
          failure(call, "gave no whole answer within " + seconds(call.timeout()), Optional.empty()),
          false,
          Duration.ZERO);
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
      return Outcome.failed(
          failure(call, "cannot be reached", Optional.of(cause)),
          unconnected(cause),
          Duration.ZERO);
    } catch (InterruptedException interrupted) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw failure(call, "was not waited for: the thread was interrupted", Optional.empty());
    }
  }

  private <T> HttpResponse<T> awaited(CompletableFuture<HttpResponse<T>> sent, Call call)
      throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + call.timeout().toNanos();
    while (true) {
      try {
        return sent.get(
            Math.max(1, Math.min(TICK_MILLIS, (end - System.nanoTime()) / 1_000_000)),
            TimeUnit.MILLISECONDS);
      } catch (TimeoutException tick) {
        if (stop.getAsBoolean()) {
          sent.cancel(true);
          throw failure(call, "was not waited for any longer", Optional.empty());
        }
        if (System.nanoTime() >= end) {
          throw tick;
        }
      }
    }
  }

  private <T> Outcome<T> judged(Call call, HttpResponse<T> answer, Predicate<T> sound) {
    int status = answer.statusCode();
    if (status == TOO_MANY || status == REQUEST_TIMEOUT || status >= SERVER_ERROR) {
      return Outcome.failed(
          failure(call, "answered " + status, Optional.empty()), status == TOO_MANY, asked(answer));
    }
    if (isSuccess(status) && !sound.test(answer.body())) {
      String other =
          "answered something that MLflow does not say (is MLFLOW_TRACKING_URI the address of the"
              + " server, without the path of a page?)";
      return Outcome.failed(failure(call, other, Optional.empty()), false, Duration.ZERO);
    }
    return Outcome.of(answer);
  }

  static boolean isSuccess(int status) {
    return status / 100 == 2;
  }

  private static boolean unconnected(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof java.net.http.HttpConnectTimeoutException;
  }

  private static Duration asked(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }

  private HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.base() + call.path()))
            .method(call.method(), call.body().get());
    request.header("Content-Type", call.type());
    credentials.get().header().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  /** Says what happened without the query, the headers or the secrets. */
  TrackingException failure(Call call, String what, Optional<Throwable> cause) {
    String path = call.path().replaceFirst("\\?.*", "");
    String why =
        cause
            .map(thrown -> " (" + thrown.getClass().getSimpleName() + said(thrown) + ")")
            .orElse("");
    String message =
        credentials
            .get()
            .covered("MLflow at " + address + " " + what + why + ": " + call.method() + " " + path);
    return new TrackingException(message);
  }

  private static String said(Throwable thrown) {
    return thrown instanceof IOException && thrown.getMessage() != null
        ? ": " + thrown.getMessage()
        : "";
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1e3 + " s";
  }

  private void pause(Duration ours, Duration asked) {
    Duration longer = ours.compareTo(asked) < 0 ? asked : ours;
    Duration pause = longer.compareTo(rules.longestPause()) < 0 ? longer : rules.longestPause();
    long end = System.nanoTime() + pause.toNanos();
    try {
      while (System.nanoTime() < end && !stop.getAsBoolean()) {
        Thread.sleep(Math.max(1, Math.min(TICK_MILLIS, (end - System.nanoTime()) / 1_000_000)));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TrackingException(
          "MLflow at " + address + " was not retried: the thread was interrupted");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
