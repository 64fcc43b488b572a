package dev.aftlab.activities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.activities.lm.DivergedException;
import dev.aftlab.activities.lm.TooLongException;
import dev.aftlab.activities.store.MissingArtifactException;
import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.StepKind;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;

class FailureTranslationTest {
  private static final ArtifactId ARTIFACT =
      new ArtifactId(StepKind.SAMPLE, new Fingerprint("a".repeat(64)));

  private static String type(Throwable failure) {
    return ((ApplicationFailure) FailureTranslation.translate(failure)).getType();
  }

  @Test
  void exampleTooLongForTheModel_isTheSpecsFault() {
    assertEquals("InvalidSpec", type(new TooLongException("too long")));
  }

  @Test
  void divergedTraining_isItsOwnKind() {
    assertEquals("Diverged", type(new DivergedException(3, "loss", Double.NaN)));
  }

  @Test
  void missingInput_isTheSameKindAsACorruptOne() {
    assertEquals("CorruptArtifact", type(MissingArtifactException.of(ARTIFACT)));
    assertEquals(
        "CorruptArtifact", type(MissingArtifactException.shard(3, "sample training", ARTIFACT)));
  }

  @Test
  void unlistedException_isABug() {
    assertEquals("Bug", type(new IllegalStateException("what?")));
  }
}
