package dev.aftlab.activities.step;

import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.experiments.plan.ModelInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Loaded models, at most one per device slot, kept from one shard of a step to the next. Owns every
 * model that it loads: work borrows one and never closes it.
 *
 * <p>A model is closed when its step is finished in this process, when its slot is needed for
 * another model or for a training, when the work with it failed, and when it was idle for a while.
 * Work beyond the number of slots has a model of its own, which is closed behind it. Safe for use
 * by several threads.
 */
final class ModelSlots implements AutoCloseable {
  /** Longer than a workflow takes from one shard to the next. */
  private static final Duration USUAL_IDLE_TIME = Duration.ofMinutes(1);

  private final int slots;
  private final Duration idleTime;
  private final List<Idle> idle = new ArrayList<>();
  private final ScheduledExecutorService expiry =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("idle-models").factory());
  private int busy;
  private boolean closed;

  /** A model between two uses; compared by identity, since each use ends with a new one. */
  private static final class Idle {
    private final ModelInput input;
    private final LanguageModel model;

    Idle(ModelInput input, LanguageModel model) {
      this.input = input;
      this.model = model;
    }
  }

  ModelSlots(int slots) {
    this(slots, USUAL_IDLE_TIME);
  }

  /** With another time after which an idle model is closed. */
  ModelSlots(int slots, Duration idleTime) {
    this.slots = slots;
    this.idleTime = idleTime;
  }

  /**
   * Does some work with a model.
   *
   * @param loader loads the model where no slot has it
   */
  <T> T use(ModelInput input, Supplier<LanguageModel> loader, Function<LanguageModel, T> work) {
    Optional<LanguageModel> kept = enter(other -> other.equals(input));
    Optional<LanguageModel> sound = Optional.empty();
    try {
      LanguageModel model = kept.orElseGet(loader);
      try {
        T result = work.apply(model);
        sound = Optional.of(model);
        return result;
      } finally {
        if (sound.isEmpty()) {
          model.close();
        }
      }
    } finally {
      leave(input, sound);
    }
  }

  /** Does some work that needs a slot's memory for a model of its own. */
  <T> T withoutModel(Supplier<T> work) {
    enter(other -> false);
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /** Closes the idle copies of a model, because its step is finished. */
  void drop(ModelInput input) {
    close(remove(entry -> entry.input.equals(input)));
  }

  /** Occupies a slot: with an idle model that fits, or without one, after making room for one. */
  private Optional<LanguageModel> enter(Predicate<ModelInput> fits) {
    List<Idle> room = new ArrayList<>();
    Optional<Idle> found;
    synchronized (this) {
      found = idle.stream().filter(entry -> fits.test(entry.input)).findFirst();
      found.ifPresent(idle::remove);
      busy++;
      while (!idle.isEmpty() && busy + idle.size() > slots) {
        room.add(idle.removeFirst());
      }
    }
    close(room);
    return found.map(entry -> entry.model);
  }

  private synchronized void leave() {
    busy--;
  }

  private void leave(ModelInput input, Optional<LanguageModel> model) {
    Optional<Idle> surplus;
    synchronized (this) {
      busy--;
      Optional<Idle> entry = model.map(open -> new Idle(input, open));
      boolean room = !closed && busy + idle.size() < slots;
      surplus = entry.filter(last -> !room);
      entry.filter(last -> room).ifPresent(this::keep);
    }
    close(surplus.stream().toList());
  }

  private void keep(Idle entry) {
    idle.add(entry);
    Future<?> ignored =
        expiry.schedule(
            () -> close(remove(other -> other == entry)),
            idleTime.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private synchronized List<Idle> remove(Predicate<Idle> which) {
    List<Idle> removed = idle.stream().filter(which).toList();
    idle.removeAll(removed);
    return removed;
  }

  private static void close(List<Idle> entries) {
    entries.forEach(entry -> entry.model.close());
  }

  /** Closes all idle models; those in use are closed when their work ends. */
  @Override
  public void close() {
    List<Idle> all;
    synchronized (this) {
      closed = true;
      expiry.shutdownNow();
      all = List.copyOf(idle);
      idle.clear();
    }
    close(all);
  }
}
