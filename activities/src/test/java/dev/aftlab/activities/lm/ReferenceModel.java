package dev.aftlab.activities.lm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.activities.lm.data.Candidate;
import dev.aftlab.activities.lm.data.TrainingGroup;
import dev.aftlab.activities.lm.loss.CandidateRole;
import dev.aftlab.activities.lm.loss.Objective;
import dev.aftlab.activities.lm.loss.ObjectiveValue;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.OptimizerSpec;
import dev.aftlab.experiments.spec.ScheduleSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** The small random model whose numbers PyTorch gave; made by ops/reference/record_learner.py. */
public final class ReferenceModel {
  /** The optimizer of the recorded steps: constant rate, no warm-up. */
  public static final OptimizerSpec OPTIMIZER =
      new OptimizerSpec(
          0.01,
          0.9,
          0.98,
          1e-8,
          0.01,
          true,
          1.0,
          new ScheduleSpec(ScheduleSpec.Shape.CONSTANT, 0, 0));

  private ReferenceModel() {}

  /** The model's folder. */
  public static Path folder() throws Exception {
    return Path.of(ReferenceModel.class.getResource("reference/record.json").toURI()).getParent();
  }

  /** The recorded numbers. */
  public static JsonNode record() throws Exception {
    return Json.mapper().readTree(Files.readString(folder().resolve("record.json")));
  }

  /**
   * The recorded questions: first completion as reference, second as positive, third as negative.
   */
  public static List<TrainingGroup> groups() throws Exception {
    List<TrainingGroup> groups = new ArrayList<>();
    for (JsonNode node : record().get("groups")) {
      JsonNode c = node.get("completions");
      groups.add(
          group(
              "q" + groups.size(),
              ints(node.get("prompt")),
              ints(c.get(0)),
              List.of(ints(c.get(1))),
              List.of(ints(c.get(2)))));
    }
    return groups;
  }

  /** The ids of a JSON list. */
  public static int[] ints(JsonNode node) {
    int[] values = new int[node.size()];
    Arrays.setAll(values, i -> node.get(i).intValue());
    return values;
  }

  /** A question with a reference and samples that nobody rated, all behind the whole prompt. */
  public static TrainingGroup group(
      String id, int[] prompt, int[] reference, List<int[]> rights, List<int[]> wrongs) {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(Candidate.reference(reference, prompt.length));
    rights.forEach(tokens -> candidates.add(Candidate.sample(tokens, true, 1, prompt.length)));
    wrongs.forEach(tokens -> candidates.add(Candidate.sample(tokens, false, 0, prompt.length)));
    return new TrainingGroup(id, prompt, candidates);
  }

  /** Minus the mean of the references' scores, as an objective of the whole batch. */
  public static Objective supervised() {
    return batch -> {
      double loss = 0;
      double[] gradient = new double[batch.size()];
      for (int i = 0; i < batch.size(); i++) {
        if (batch.roles()[i] == CandidateRole.REFERENCE) {
          loss -= batch.score(i) / batch.questions();
          gradient[i] = -1.0 / batch.questions() / batch.tokens()[i];
        }
      }
      return new ObjectiveValue(loss, gradient, new TreeMap<>());
    };
  }
}
