package dev.aftlab.activities.lm.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import dev.aftlab.activities.lm.EngineStartException;
import dev.aftlab.activities.lm.MissingDeviceException;
import dev.aftlab.activities.lm.engine.EngineOptions;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts the PyTorch engine once per process, with the switches that make numbers repeatable.
 *
 * <p>The engine reads its switches when it starts: one native thread per job unless the user chose
 * otherwise, and no graph optimizer, because with it the first gradients after a start differ in
 * bits from all later ones. The engine starts in its own thread: the engine turns gradients off for
 * the thread that starts it.
 */
public final class Engines {
  private static final String NAME = "PyTorch";
  private static final String OPTIMIZER = "ai.djl.pytorch.graph_optimizer";
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";

  /**
   * The engine of this process, of which there is one. Not the initial value of a constant: a
   * failed start is retried on the next call.
   */
  private static final AtomicReference<Engine> RUNNING = new AtomicReference<>();

  private Engines() {}

  /**
   * Starts the engine, or returns the one that runs.
   *
   * @throws EngineStartException when its native library does not load; the next caller retries
   * @throws IllegalStateException when a system property contradicts what repeatable numbers need,
   *     or when the engine was already started with other switches; the message names the property
   */
  public static Engine start() {
    Engine running = RUNNING.get();
    return running == null ? startOnce() : running;
  }

  private static synchronized Engine startOnce() {
    Engine running = RUNNING.get();
    if (running == null) {
      running = startOnOwnThread();
      RUNNING.set(running);
    }
    return running;
  }

  /**
   * Says how many native threads a job may use, unless the user has said so on the command line of
   * the JVM. Of no use once the engine runs.
   *
   * @param count 1 or more; with another count numbers may differ in their last bits
   */
  public static void preferThreads(int count) {
    setIfAbsent(THREADS, Integer.toString(count));
  }

  /**
   * The device of a name.
   *
   * @param name {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws MissingDeviceException when the name is none of these or the device is not there
   */
  public static Device device(String name) {
    OptionalInt cuda = EngineOptions.of(name).cudaDevice();
    if (cuda.isEmpty()) {
      return Device.cpu();
    }
    int present = start().getGpuCount();
    if (cuda.getAsInt() >= present) {
      throw new MissingDeviceException(
          "device '"
              + name
              + "' is not there: the engine sees "
              + present
              + " CUDA devices; use cpu, or a PyTorch build and driver that see the device");
    }
    return Device.gpu(cuda.getAsInt());
  }

  private static Engine startOnOwnThread() {
    prepareProperties();
    FutureTask<Engine> task = new FutureTask<>(() -> Engine.getEngine(NAME));
    Thread.ofPlatform().name("engine-start").daemon().start(task);
    Engine engine = await(task);
    checkThreads(THREADS, JniUtils.getNumThreads());
    checkThreads(INTEROP_THREADS, JniUtils.getNumInteropThreads());
    return engine;
  }

  private static void prepareProperties() {
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    setIfAbsent(THREADS, "1");
    setIfAbsent(INTEROP_THREADS, "1");
    setIfAbsent(OPTIMIZER, "false");
    String optimizer = System.getProperty(OPTIMIZER);
    if (!optimizer.equals("false")) {
      throw new IllegalStateException(
          "system property "
              + OPTIMIZER
              + " is "
              + optimizer
              + "; it must be false, or a resumed training differs in bits from an undisturbed"
              + " one");
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Engine await(FutureTask<Engine> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw EngineStartException.of(
          "the PyTorch library",
          Utils.getEngineCacheDir("pytorch").toString(),
          Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void checkThreads(String property, int actual) {
    if (!System.getProperty(property).equals(Integer.toString(actual))) {
      throw new IllegalStateException(
          "the engine runs with "
              + actual
              + " native threads, but "
              + property
              + " is "
              + System.getProperty(property)
              + "; set it on the command line of the JVM, before the engine starts");
    }
  }
}
