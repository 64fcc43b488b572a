package dev.aftlab.experiments.spec;

/**
 * Names an arm of an experiment: its coordinates in the search space.
 *
 * @param name the named arm; {@code arm} when the experiment names none
 * @param point the axes' values
 * @param seed the seed
 */
public record ArmId(String name, ArmPoint point, long seed) {

  /** A title that is unique within the experiment: {@code boundary [k=3] seed 20}. */
  public String title() {
    return name + point.suffix() + " seed " + seed;
  }
}
