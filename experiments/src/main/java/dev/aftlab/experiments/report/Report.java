package dev.aftlab.experiments.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aftlab.experiments.result.Cost;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.statistics.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * The report of a run: tables, conclusions and notes.
 *
 * @param experiment the experiment
 * @param description its research question
 * @param level confidence level of all intervals
 * @param seeds number of seeds
 * @param reference the arm to compare the others with; empty for none
 * @param matched the compute-matched control; empty for none
 * @param rows one per arm and point
 * @param comparisons the pre-registered family
 * @param conclusions sentences that follow from the numbers
 * @param notes notes on the setting
 * @param receipt the executed and the reused steps
 * @param events the control commands, a line each
 * @param also one table per further set
 * @param sampled self-consistency and pass@k; absent when no arm has sampled answers
 * @param notDone the incomplete arms of the run, which the table lacks fully or in part
 */
public record Report(
    String experiment,
    String description,
    double level,
    int seeds,
    String reference,
    String matched,
    List<Row> rows,
    List<Tested> comparisons,
    List<String> conclusions,
    List<String> notes,
    List<String> receipt,
    List<String> events,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FurtherTable> also,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<SampledTable> sampled,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NotDone> notDone) {

  /** A copy with these control commands. */
  public Report withEvents(List<String> lines) {
    return new Report(
        experiment,
        description,
        level,
        seeds,
        reference,
        matched,
        rows,
        comparisons,
        conclusions,
        notes,
        receipt,
        List.copyOf(lines),
        also,
        sampled,
        notDone);
  }

  /** A copy with these incomplete arms. */
  public Report withNotDone(List<NotDone> arms) {
    return new Report(
        experiment,
        description,
        level,
        seeds,
        reference,
        matched,
        rows,
        comparisons,
        conclusions,
        notes,
        receipt,
        events,
        also,
        sampled,
        List.copyOf(arms));
  }

  /** Whether any arm has a result. */
  public boolean hasRows() {
    return !rows.isEmpty();
  }

  /** Whether a seed of an arm is in the table. */
  public boolean has(String row, long seed) {
    return rows.stream()
        .anyMatch(known -> known.name().equals(row) && known.seeds().contains(seed));
  }

  /**
   * An incomplete arm.
   *
   * @param title arm, point and seed
   * @param status its status: failed, cancelled, interrupted, lost, running
   * @param cause the cause in one line
   */
  public record NotDone(String title, String status, String cause) {}

  /**
   * A mean over seeds.
   *
   * @param mean the mean
   * @param deviation standard deviation over seeds; absent for one seed
   * @param perSeed value by seed, without seeds that have none
   */
  public record Spread(double mean, OptionalDouble deviation, SortedMap<Long, Double> perSeed) {}

  /**
   * One arm.
   *
   * @param name arm and point
   * @param seeds its seeds
   * @param n questions over all seeds
   * @param accuracy share of right greedy answers
   * @param interval Wilson's interval over all questions of all seeds
   * @param assessment share of pairs in the right order; absent when no question has pairs
   * @param assessedQuestions questions with pairs, over all seeds
   * @param referenceNll mean negative log-likelihood per token of the references; absent without
   *     references
   * @param positiveNll the same of the right assessment samples
   * @param negativeNll the same of the wrong ones
   * @param toReference difference of accuracy to the reference arm; absent for that arm itself
   * @param toMatched difference to the compute-matched arm
   * @param cost mean cost per seed
   * @param evaluations fingerprints of the evaluations that its measures are computed from
   * @param facts further facts per seed, including the artifacts
   */
  public record Row(
      String name,
      List<Long> seeds,
      int n,
      Spread accuracy,
      Interval interval,
      Optional<Spread> assessment,
      int assessedQuestions,
      Optional<Spread> referenceNll,
      Optional<Spread> positiveNll,
      Optional<Spread> negativeNll,
      Optional<Tested> toReference,
      Optional<Tested> toMatched,
      Cost cost,
      List<Fingerprint> evaluations,
      SortedMap<Long, Map<String, String>> facts) {}

  /**
   * A paired difference of accuracies.
   *
   * @param arm the arm
   * @param against the arm it is compared with
   * @param seeds the seeds that both have
   * @param difference mean over seeds, as a share
   * @param interval bootstrap over questions within seeds
   * @param onlyArm questions that only the arm got right
   * @param onlyAgainst questions that only the other got right
   * @param p exact McNemar over all questions of all seeds
   * @param holm the same, Holm-corrected over the family; absent outside of it
   * @param seedP Student's t on the differences of seeds; absent for one seed, or when all
   *     differences are equal
   * @param seedHolm the same, Holm-corrected
   * @param evaluations fingerprints of the evaluations it was computed from
   */
  public record Tested(
      String arm,
      String against,
      List<Long> seeds,
      double difference,
      Interval interval,
      int onlyArm,
      int onlyAgainst,
      double p,
      OptionalDouble holm,
      OptionalDouble seedP,
      OptionalDouble seedHolm,
      List<Fingerprint> evaluations) {

    Tested corrected(double newHolm, double newSeedHolm) {
      OptionalDouble seedCorrected =
          seedP.isPresent() ? OptionalDouble.of(newSeedHolm) : OptionalDouble.empty();
      return new Tested(
          arm,
          against,
          seeds,
          difference,
          interval,
          onlyArm,
          onlyAgainst,
          p,
          OptionalDouble.of(newHolm),
          seedP,
          seedCorrected,
          evaluations);
    }

    Tested reversed() {
      Interval negated = new Interval(-interval.high(), -interval.low());
      return new Tested(
          against,
          arm,
          seeds,
          -difference,
          negated,
          onlyAgainst,
          onlyArm,
          p,
          holm,
          seedP,
          seedHolm,
          evaluations);
    }
  }
}
