package dev.aftlab.activities.step;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.label.Extractor;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.activities.label.SampleLabeller;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.experiments.plan.Step;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.LabelRecord;
import dev.aftlab.experiments.result.LabelResult;
import dev.aftlab.experiments.result.SampleRecord;
import dev.aftlab.experiments.result.StepKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Judges samples and sorts them into right and wrong. */
final class LabelStep {
  private final StepContext workshop;
  private final Step.Label step;

  LabelStep(StepContext workshop, Step.Label step) {
    this.workshop = workshop;
    this.step = step;
  }

  /** Writes {@code labels.jsonl} and says how many of each kind there are. */
  LabelResult run(Path folder) {
    Extractor extractor = Extractors.named(step.label().extractor());
    Prompts prompts = workshop.prompts(step.model());
    List<Question> questions = workshop.questions(step.data());
    Optional<GivenLabels> given =
        step.given()
            .map(
                file ->
                    GivenLabels.of(file, workshop.samples(file), questions, prompts, extractor));
    List<LabelRecord> labels =
        given.map(GivenLabels::labels).orElseGet(() -> drawn(questions, prompts, extractor));
    JsonLines.write(folder.resolve("labels.jsonl"), labels);
    return result(labels, extractor, given.map(GivenLabels::result));
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

  private static LabelResult result(
      List<LabelRecord> labels, Extractor extractor, Optional<LabelResult.Given> given) {
    Collection<TrainingGroups.Kept> kept =
        TrainingGroups.kept(labels, Integer.MAX_VALUE, Integer.MAX_VALUE).values();
    boolean rated = labels.stream().anyMatch(label -> label.rating().isPresent());
    return new LabelResult(
        new ExtractorVersion(extractor.name(), extractor.version()),
        labels.size(),
        labels.stream().filter(LabelRecord::correct).count(),
        labels.stream().filter(label -> !label.finished()).count(),
        kept.size(),
        withBothKinds(labels),
        kept.stream().filter(TrainingGroups.Kept::mixed).count(),
        rated
            ? OptionalLong.of(kept.stream().filter(TrainingGroups.Kept::ranked).count())
            : OptionalLong.empty(),
        given);
  }

  private static long withBothKinds(List<LabelRecord> labels) {
    return labels.stream()
        .collect(
            Collectors.groupingBy(
                LabelRecord::question,
                Collectors.mapping(LabelRecord::correct, Collectors.toSet())))
        .values()
        .stream()
        .filter(verdicts -> verdicts.size() == 2)
        .count();
  }
}
