package dev.aftlab.experiments.spec;

/**
 * One point of the axes with one seed.
 *
 * @param name the named arm it comes from; {@code arm} when the experiment names none
 * @param point the axes' values
 * @param seed the seed of all its random draws
 * @param spec its settings
 */
public record Arm(String name, ArmPoint point, long seed, ArmSpec spec) {

  /** What the arm is called in the search space. */
  public ArmId id() {
    return new ArmId(name, point, seed);
  }

  /** A name that is unique within the experiment: {@code boundary [k=3] seed 20}. */
  public String title() {
    return id().title();
  }
}
