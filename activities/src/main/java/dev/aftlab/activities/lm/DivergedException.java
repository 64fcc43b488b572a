package dev.aftlab.activities.lm;

/**
 * Training left the finite numbers. The weights of the step's start are still in the model unless
 * the message says otherwise.
 */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The step, counted from 0, whose value is not finite. */
  private final int step;

  /**
   * @param step the step, counted from 0
   * @param quantity what is not finite
   * @param value its value: NaN or an infinity
   */
  public DivergedException(int step, String quantity, double value) {
    this(step, quantity, value, "lower the learning rate or the weight of the loss");
  }

  private DivergedException(int step, String quantity, double value, String advice) {
    super("training diverged at step " + step + ": " + quantity + " is " + value + "; " + advice);
    this.step = step;
  }

  /** The initial model gives such a value, before any update. */
  public static DivergedException fromTheStart(String quantity, double value) {
    return new DivergedException(
        0,
        quantity,
        value,
        "there was no update yet: the weights that training begins with are at fault");
  }

  /** The step, counted from 0, whose value is not finite. */
  public int step() {
    return step;
  }
}
