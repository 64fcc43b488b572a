package dev.aftlab.experiments.report;

import dev.aftlab.experiments.result.ArtifactId;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.EvaluationItem;
import dev.aftlab.experiments.result.ExtractorVersion;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.result.StepKind;
import dev.aftlab.experiments.spec.LossTraits.WrongSamples;
import dev.aftlab.experiments.spec.ReportSpec.ComparisonSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Two seeds of four questions and three arms, small enough to derive every number. */
final class Small {
  static final Map<String, WrongSamples> CONCLUDED =
      Map.of("free", WrongSamples.UNBOUNDED, "bound", WrongSamples.BOUNDED);

  private static final Pairs MIXED = new Pairs(List.of(-0.2, -0.4), List.of(-0.3));
  private static final Pairs RIGHT_ORDER = new Pairs(List.of(-0.1), List.of(-0.5));
  private static final Pairs TIED = new Pairs(List.of(-0.2), List.of(-0.2));
  private static final Pairs FAR_APART = new Pairs(List.of(-0.9), List.of(-1.5));
  private static final Pairs ONLY_RIGHT = new Pairs(List.of(-7.0), List.of());
  private static final Pairs NONE = new Pairs(List.of(), List.of());

  /** Scores of the right and of the wrong assessment samples of a question. */
  record Pairs(List<Double> positives, List<Double> negatives) {}

  private Small() {}

  static ReportRequest request(List<ComparisonSpec> family) {
    return new ReportRequest(
        "small",
        "Does it | work?",
        List.of("Four questions are few."),
        "vft",
        "",
        CONCLUDED,
        family,
        0.95,
        1000,
        1,
        List.of("steps: 3 requested, 3 executed, 0 reused"));
  }

  static ReportRequest request() {
    return request(List.of(new ComparisonSpec("bound", "vft"), new ComparisonSpec("free", "vft")));
  }

  static List<ArmOutcome> outcomes() {
    List<ArmOutcome> outcomes = new ArrayList<>(seedOne());
    outcomes.add(
        arm("vft", 2, "1000", List.of(0.2, 0.2, 0.2, 0.2), List.of(TIED, NONE, NONE, NONE)));
    outcomes.add(
        arm(
            "bound",
            2,
            "1011",
            List.of(0.1, 0.2, 0.3, 0.4),
            List.of(MIXED, RIGHT_ORDER, ONLY_RIGHT, NONE)));
    outcomes.add(
        arm("free", 2, "0000", List.of(0.5, 0.5, 0.5, 0.5), List.of(FAR_APART, NONE, NONE, NONE)));
    return outcomes;
  }

  static List<ArmOutcome> seedOne() {
    return List.of(
        arm(
            "vft",
            1,
            "1100",
            List.of(0.1, 0.2, 0.3, 0.4),
            List.of(MIXED, RIGHT_ORDER, ONLY_RIGHT, NONE)),
        arm(
            "bound",
            1,
            "1110",
            List.of(0.1, 0.2, 0.3, 0.4),
            List.of(MIXED, RIGHT_ORDER, ONLY_RIGHT, NONE)),
        arm("free", 1, "1000", List.of(0.5, 0.5, 0.5, 0.5), List.of(FAR_APART, NONE, NONE, NONE)));
  }

  /**
   * An arm whose questions q1, q2, … are right where {@code answers} has a 1, without references
   * and samples.
   */
  static ArmOutcome plain(String arm, long seed, String answers) {
    int n = answers.length();
    return arm(arm, seed, answers, Collections.nCopies(n, 0.0), Collections.nCopies(n, NONE));
  }

  private static ArmOutcome arm(
      String arm, long seed, String answers, List<Double> nll, List<Pairs> pairs) {
    List<EvaluationItem> items = new ArrayList<>();
    for (int i = 0; i < answers.length(); i++) {
      boolean right = answers.charAt(i) == '1';
      int tokens = nll.get(i) == 0 ? 0 : 9;
      items.add(
          new EvaluationItem(
              "q" + (i + 1),
              right,
              true,
              right ? "7" : "",
              "7",
              "#### 7",
              3,
              nll.get(i),
              tokens,
              pairs.get(i).positives(),
              pairs.get(i).negatives(),
              List.of()));
    }
    return new ArmOutcome(
        arm,
        "",
        seed,
        items,
        new Cost(10 * seed, 2e9, 100, 50, 20),
        ArmSources.of(judged(StepKind.EVALUATE, arm + "-" + seed)));
  }

  /** An artifact that is named by the digest of a text. */
  static JudgedArtifact judged(StepKind kind, String name) {
    return new JudgedArtifact(
        new ArtifactId(kind, fingerprint(name)), new ExtractorVersion("digits", 1));
  }

  static Fingerprint fingerprint(String name) {
    return new Fingerprint(Sha256.hex(name));
  }
}
