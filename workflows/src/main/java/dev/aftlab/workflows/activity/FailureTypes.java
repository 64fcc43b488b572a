package dev.aftlab.workflows.activity;

import io.temporal.failure.ApplicationFailure;
import java.util.List;

/**
 * The kinds of failures that cross the border between activities and workflows, as types of {@link ApplicationFailure}. Only
 * {@link #WORLD_HICCUPED} is tried again; an adapter translates every exception into one of these.
 */
public final class FailureTypes {

  /** A setting or an input's name is wrong; the message says how to fix it. */
  public static final String SPEC_WRONG = "SpecWrong";

  /** A file is truncated, changed or not what it says; the message names file and place. */
  public static final String INPUT_DAMAGED = "InputDamaged";

  /** The loss or the weights stopped being numbers, also after going back to the last good checkpoint once. */
  public static final String DIVERGED = "Diverged";

  /** The device or the process ran out of memory; the message says which setting to lower. */
  public static final String OUT_OF_MEMORY = "OutOfMemory";

  /** The store has no room. */
  public static final String DISK_FULL = "DiskFull";

  /** Too few questions have both right and wrong samples, or too few pairs for β. */
  public static final String TOO_FEW_PAIRS = "TooFewPairs";

  /** A defect of this program. */
  public static final String BUG = "Bug";

  /** Another process took over the step's lease; the step's workflow prepares again. */
  public static final String LEASE_LOST = "LeaseLost";

  /** The step's workflow was cancelled from outside while somebody waited for it. */
  public static final String STEP_CANCELLED = "StepCancelled";

  /** A worker was lost, a network or server was away: tried again with growing pauses, from the last checkpoint. */
  public static final String WORLD_HICCUPED = "WorldHiccuped";

  /** What is never tried again: the world did not hiccup, so the same again would fail the same. */
  static final List<String> FINAL =
      List.of(
          SPEC_WRONG,
          INPUT_DAMAGED,
          DIVERGED,
          OUT_OF_MEMORY,
          DISK_FULL,
          TOO_FEW_PAIRS,
          BUG,
          LEASE_LOST,
          STEP_CANCELLED,
          NullPointerException.class.getName(),
          IllegalArgumentException.class.getName(),
          IllegalStateException.class.getName(),
          IndexOutOfBoundsException.class.getName(),
          ArrayIndexOutOfBoundsException.class.getName(),
          ArithmeticException.class.getName(),
          ClassCastException.class.getName(),
          UnsupportedOperationException.class.getName(),
          OutOfMemoryError.class.getName(),
          NoClassDefFoundError.class.getName(),
          UnsatisfiedLinkError.class.getName(),
          AssertionError.class.getName());

  private FailureTypes() {}

  /** A failure that is not tried again. The type is one of the constants of this class but {@link #WORLD_HICCUPED}. */
  public static ApplicationFailure lasting(String type, String message, Throwable cause) {
    return ApplicationFailure.newNonRetryableFailureWithCause(message, type, cause);
  }

  /** A failure that is tried again elsewhere. */
  public static ApplicationFailure hiccup(String message, Throwable cause) {
    return ApplicationFailure.newFailureWithCause(message, WORLD_HICCUPED, cause);
  }
}
