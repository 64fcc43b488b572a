package dev.aftlab.worker.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closes a stream that received no byte for a time, which fails the blocked read. */
final class StallTimeout implements AutoCloseable {
  private final InputStream stream;
  private final Duration limit;
  private final AtomicBoolean moved = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  StallTimeout(InputStream stream, Duration limit) {
    this.stream = stream;
    this.limit = limit;
    Thread.ofPlatform().daemon().name("stall-watch").start(this::watch);
  }

  /** Records that bytes were received. */
  void moved() {
    moved.set(true);
  }

  private void watch() {
    try {
      while (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!moved.getAndSet(false)) {
          stream.close();
          return;
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException alreadyBroken) {
      // The read fails with the same error.
      moved.set(false);
    }
  }

  @Override
  public void close() {
    done.countDown();
  }
}
