package dev.aftlab.activities.dataset.arithmetic;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws generated questions. A question belongs to the split that a hash of its text selects – half
 * of all questions are for training, a quarter for selection, a quarter for tests – so no question
 * is in two splits, whatever the seeds and sizes. The first questions of a larger set are those of
 * a smaller one.
 */
public final class ArithmeticQuestions {
  /** Part of the data's digest: to be raised when other questions come out. */
  public static final String VERSION = "arithmetic v1";

  private static final int SPLITS = 4;

  private final DatasetSpec.Arithmetic spec;
  private final long seed;

  public ArithmeticQuestions(DatasetSpec.Arithmetic spec, long seed) {
    this.spec = spec;
    this.seed = seed;
  }

  public List<Question> draw() {
    SequentialRandom random = new SequentialRandom(streamSeed());
    List<Question> questions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (questions.size() < spec.count()) {
      WordProblem story =
          WordProblem.draw(random, random.between(spec.minEvents(), spec.maxEvents()));
      String text = story.question(random, spec.heldOut());
      String chain = SolutionWriter.write(story, random);
      if (split(text).equals(spec.split()) && seen.add(text)) {
        String id = spec.split() + "-" + seed + "-" + questions.size();
        questions.add(new Question(id, text, chain, Integer.toString(story.answer())));
      }
    }
    return questions;
  }

  private long streamSeed() {
    byte[] hash = Sha256.bytes(VERSION + "/" + spec.split() + "/" + seed);
    return ByteBuffer.wrap(hash).getLong();
  }

  static String split(String text) {
    int bucket = Math.floorMod(Sha256.bytes(text)[0], SPLITS);
    return switch (bucket) {
      case 0 -> "test";
      case 1 -> "selection";
      default -> "train";
    };
  }
}
