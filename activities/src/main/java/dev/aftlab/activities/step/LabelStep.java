package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.label.Extractor;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.activities.label.SampleLabeller;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.SampleRecord;
import dev.aftlab.experiments.result.StepKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges samples and sorts them into right and wrong. */
final class LabelStep {
  private final StepContext workshop;
  private final Step.Label step;

  LabelStep(StepContext workshop, Step.Label step) {
    this.workshop = workshop;
    this.step = step;
  }

  /** Writes {@code labels.jsonl} and says how many of each kind there are. */
  SortedMap<String, String> run(Path folder) {
    Extractor extractor = Extractors.named(step.label().extractor());
    Prompts prompts = workshop.prompts(step.model());
    List<Question> questions = workshop.questions(step.data());
    SortedMap<String, String> facts = new TreeMap<>();
    List<LabelRecord> labels =
        step.given()
            .map(
                given ->
                    new GivenLabels(prompts, extractor, given)
                        .of(questions, workshop.samples(given), facts))
            .orElseGet(() -> drawn(questions, prompts, extractor));
    JsonLines.write(folder.resolve("labels.jsonl"), labels);
    addFacts(labels, extractor, facts);
    return facts;
  }

  private List<LabelRecord> drawn(List<Question> questions, Prompts prompts, Extractor extractor) {
    Map<String, List<SampleRecord>> samples = samples();
    List<LabelRecord> labels = new ArrayList<>();
    for (Question question : questions) {
      List<SampleRecord> own = samples.get(question.id());
      if (own != null) {
        int[] reference =
            prompts.completion(prompts.prompt(question.asked()), question.reference()).tokens();
        labels.addAll(SampleLabeller.label(question, reference, own, extractor));
      }
    }
    return labels;
  }

  private Map<String, List<SampleRecord>> samples() {
    List<SampleRecord> all = new ArrayList<>();
    for (Fingerprint range : step.samples()) {
      all.addAll(workshop.records(StepKind.SAMPLE, range, "samples.jsonl", SampleRecord.class));
    }
    all.sort(Comparator.comparingInt(SampleRecord::index));
    Map<String, List<SampleRecord>> byQuestion = new LinkedHashMap<>();
    all.forEach(
        sample ->
            byQuestion
                .computeIfAbsent(sample.question(), question -> new ArrayList<>())
                .add(sample));
    return byQuestion;
  }

  private static void addFacts(
      List<LabelRecord> labels, Extractor extractor, SortedMap<String, String> facts) {
    Map<String, TrainingGroups.Kept> kept =
        TrainingGroups.kept(labels, Integer.MAX_VALUE, Integer.MAX_VALUE);
    Map<String, boolean[]> kinds = new LinkedHashMap<>();
    labels.forEach(
        label ->
            kinds
                    .computeIfAbsent(label.question(), question -> new boolean[2])[
                    label.correct() ? 1 : 0] =
                true);
    facts.put("extractor", extractor.name() + " v" + extractor.version());
    facts.put("samples", Integer.toString(labels.size()));
    facts.put("right", Long.toString(labels.stream().filter(LabelRecord::correct).count()));
    facts.put(
        "unfinished", Long.toString(labels.stream().filter(label -> !label.finished()).count()));
    facts.put("questions", Integer.toString(kept.size()));
    facts.put(
        "questionsWithBothKinds",
        Long.toString(kinds.values().stream().filter(kind -> kind[0] && kind[1]).count()));
    facts.put(
        "questionsWithBothKept",
        Long.toString(kept.values().stream().filter(TrainingGroups.Kept::mixed).count()));
    if (labels.stream().anyMatch(label -> label.rating().isPresent())) {
      facts.put(
          "questionsWithRankedKept",
          Long.toString(kept.values().stream().filter(TrainingGroups.Kept::ranked).count()));
    }
  }
}
