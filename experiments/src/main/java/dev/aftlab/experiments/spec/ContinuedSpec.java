package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;

/**
 * The compute-matched control: VFT continues for as many further epochs, rounded up, as have the
 * same estimated operations as another arm's sampling and alignment.
 *
 * @param matches name of the arm whose operations are matched; must be given where an arm's method
 *     is {@code continued}
 * @param training batches and optimizer; its {@code epochs} are not used, the operations decide
 */
public record ContinuedSpec(@Default("''") String matches, @Default("{}") TrainingSpec training) {}
