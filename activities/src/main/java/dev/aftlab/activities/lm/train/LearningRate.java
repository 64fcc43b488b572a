package dev.aftlab.activities.lm.train;

import dev.aftlab.experiments.spec.OptimizerSpec;
import dev.aftlab.experiments.spec.ScheduleSpec;

/** The learning rate of each step; the equation is at {@link ScheduleSpec}. */
final class LearningRate {
  private LearningRate() {}

  static double at(OptimizerSpec optimizer, int step, int steps) {
    ScheduleSpec schedule = optimizer.schedule();
    double warmup = Math.max(1, Math.floor(schedule.warmup() * steps));
    double progress = (double) step / steps;
    double shape =
        switch (schedule.shape()) {
          case COSINE ->
              schedule.floor() + (1 - schedule.floor()) * 0.5 * (1 + Math.cos(Math.PI * progress));
          case LINEAR -> schedule.floor() + (1 - schedule.floor()) * (1 - progress);
          case CONSTANT -> 1;
        };
    return optimizer.learningRate() * Math.min(1, (step + 1) / warmup) * shape;
  }
}
