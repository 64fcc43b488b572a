package dev.aftlab.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.lm.engine.UniformModel;
import dev.aftlab.experiments.plan.ModelInput;
import dev.aftlab.experiments.plan.PinnedModel;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.spec.PromptSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ModelSlotsTest {
  private static final ModelInput A = input("a");
  private static final ModelInput B = input("b");
  private static final ModelInput C = input("c");

  private final List<UniformModel> loaded = new ArrayList<>();
  private ModelSlots slots = new ModelSlots(1);

  @AfterEach
  void close() {
    slots.close();
  }

  private static ModelInput input(String letter) {
    PinnedModel base = new PinnedModel("base", "0", 1, new PromptSpec.Alpaca(""), false);
    return new ModelInput(base, Optional.of(new Fingerprint(letter.repeat(64))));
  }

  private LanguageModel load() {
    UniformModel model = new UniformModel(Path.of("uniform"), 40, 64);
    loaded.add(model);
    return model;
  }

  private LanguageModel use(ModelInput input) {
    return use(input, model -> model);
  }

  private <T> T use(ModelInput input, Function<LanguageModel, T> work) {
    return slots.use(input, this::load, work);
  }

  private List<Boolean> closed() {
    return loaded.stream().map(UniformModel::isClosed).toList();
  }

  @Test
  void use_sameModelAgain_loadsOnce() {
    assertSame(use(A), use(A));
    assertEquals(List.of(false), closed());
  }

  @Test
  void use_anotherModelInTheOnlySlot_closesTheFirst() {
    use(A);
    boolean closedBefore = use(B, model -> loaded.getFirst().isClosed());
    assertTrue(closedBefore, "one model is open at a time");
    assertEquals(List.of(true, false), closed());
  }

  @Test
  void use_moreModelsThanSlots_closesTheLongestIdle() {
    slots = new ModelSlots(2);
    use(A);
    use(B);
    use(A);
    use(C);
    assertEquals(List.of(false, true, false), closed());
  }

  @Test
  void use_ofAModelInUse_loadsAnotherCopy() {
    slots = new ModelSlots(2);
    use(
        A,
        outer -> {
          assertNotSame(outer, use(A));
          return outer;
        });
    assertEquals(List.of(false, false), closed());
  }

  @Test
  void use_beyondTheSlots_closesItsModelBehindIt() {
    use(A, outer -> use(B));
    assertEquals(List.of(false, true), closed());
  }

  @Test
  void use_failedWork_closesTheModel() {
    use(A);
    assertThrows(
        IllegalStateException.class,
        () ->
            use(
                A,
                model -> {
                  throw new IllegalStateException("broken");
                }));
    assertEquals(List.of(true), closed());
    use(A);
    assertEquals(List.of(true, false), closed());
  }

  @Test
  void use_failedLoad_freesTheSlot() {
    assertThrows(
        IllegalStateException.class,
        () ->
            slots.use(
                A,
                () -> {
                  throw new IllegalStateException("no such folder");
                },
                model -> model));
    assertSame(use(A), use(A));
  }

  @Test
  void withoutModel_inTheOnlySlot_closesTheIdleModel() {
    use(A);
    boolean closedBefore = slots.withoutModel(() -> loaded.getFirst().isClosed());
    assertTrue(closedBefore);
  }

  @Test
  void drop_finishedStep_closesItsModelAlone() {
    slots = new ModelSlots(2);
    use(A);
    use(B);
    slots.drop(A);
    assertEquals(List.of(true, false), closed());
  }

  @Test
  void idleModel_afterItsTime_isClosed() throws InterruptedException {
    slots = new ModelSlots(1, Duration.ofMillis(20));
    use(A);
    while (!loaded.getFirst().isClosed()) {
      Thread.sleep(5);
    }
    use(A);
    assertEquals(2, loaded.size());
  }

  @Test
  void close_duringUse_closesTheModelBehindIt() {
    use(
        A,
        model -> {
          slots.close();
          assertEquals(List.of(false), closed());
          return model;
        });
    assertEquals(List.of(true), closed());
  }
}
