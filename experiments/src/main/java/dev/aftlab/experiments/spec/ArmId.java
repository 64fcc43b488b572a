package dev.aftlab.experiments.spec;

/**
 * Names an arm of an experiment: its coordinates in the search space.
 *
 * @param name the named arm; {@code arm} when the experiment names none
 * @param point the axes' values, as {@code field=value, …}; empty without axes
 * @param seed the seed
 */
public record ArmId(String name, String point, long seed) {

  /** A title that is unique within the experiment: {@code boundary [k=3] seed 20}. */
  public String title() {
    return name + (point.isEmpty() ? "" : " [" + point + "]") + " seed " + seed;
  }
}
