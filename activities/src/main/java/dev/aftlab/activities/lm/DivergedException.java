package dev.aftlab.activities.lm;

/** Training left the finite numbers. The weights of the step's start are still in the model unless the message says otherwise. */
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
    super("training diverged at step " + step + ": " + quantity + " is " + value
        + "; lower the learning rate or the weight of the loss");
    this.step = step;
  }

  /** The step, counted from 0, whose value is not finite. */
  public int step() {
    return step;
  }
}
