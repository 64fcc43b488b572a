package dev.aftlab.workflows.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.ShardRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Shards that fail of one cause, and so in the same moment: the in-process server must not be asked
 * to cancel an activity that has just ended.
 */
class FailTogetherTest {

  private static final int ARMS = 24;

  @Test
  @Timeout(60)
  void shards_failingInTheSameMoment_failTheirArmsAndNothingHangs() {
    try (Lab lab = new Lab()) {
      for (int arm = 0; arm < ARMS; arm++) {
        lab.shortArm("vft", "arm " + arm);
      }
      Map<Fingerprint, CyclicBarrier> moments = new ConcurrentHashMap<>();
      doAnswer(
              call -> {
                ShardRef shard = call.getArgument(0);
                moments
                    .computeIfAbsent(
                        shard.step().fingerprint(), step -> new CyclicBarrier(Lab.SHARDS))
                    .await(30, TimeUnit.SECONDS);
                throw new Failure.InvalidSpec("both read the same").thrown();
              })
          .when(lab.evaluate)
          .evaluate(any());
      SweepResult result = lab.run(lab.request("together", ARMS));
      assertEquals(ARMS, result.failed(), result.toString());
      assertTrue(lab.abandoned.get() >= ARMS);
    }
  }
}
