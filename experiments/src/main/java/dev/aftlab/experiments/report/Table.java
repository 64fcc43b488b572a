package dev.aftlab.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The tables of a report as cells of text without mark-up: the first row is the header, the first
 * column the name.
 */
final class Table {

  /** A column over rows of some type. */
  private record Column<T>(String head, Function<T, String> cell) {}

  private Table() {}

  /** The measures of the arms, without differences. */
  static List<List<String>> arms(Report report) {
    List<Column<Report.Row>> columns = new ArrayList<>(accuracy());
    columns.add(new Column<>("NLL ref", row -> ReportNumbers.decimal(row.referenceNll(), 4)));
    columns.add(new Column<>("NLL pos", row -> ReportNumbers.decimal(row.positiveNll(), 3)));
    columns.add(new Column<>("NLL neg", row -> ReportNumbers.decimal(row.negativeNll(), 3)));
    columns.addAll(cost());
    return table(columns, report.rows());
  }

  /** Accuracy, the differences, and the cost. */
  static List<List<String>> results(Report report) {
    List<Column<Report.Row>> columns = new ArrayList<>(accuracy());
    columns.add(new Column<>("NLL ref", row -> ReportNumbers.decimal(row.referenceNll(), 4)));
    columns.addAll(differences(report));
    columns.addAll(cost());
    return table(columns, report.rows());
  }

  /**
   * Differences to the reference and to the compute-matched arm; only the first header cell and the
   * names without either.
   */
  static List<List<String>> differencesOnly(Report report) {
    List<Column<Report.Row>> columns = new ArrayList<>(List.of(name()));
    columns.addAll(differences(report));
    return table(columns, report.rows());
  }

  /** Negative log-likelihoods and perplexities. */
  static List<List<String>> likelihoods(Report report) {
    List<Column<Report.Row>> columns = new ArrayList<>(List.of(name()));
    columns.add(new Column<>("NLL references", row -> ReportNumbers.spread(row.referenceNll(), 4)));
    columns.add(new Column<>("perplexity", row -> ReportNumbers.perplexity(row.referenceNll())));
    columns.add(new Column<>("NLL positives", row -> ReportNumbers.spread(row.positiveNll(), 4)));
    columns.add(new Column<>("perplexity", row -> ReportNumbers.perplexity(row.positiveNll())));
    columns.add(new Column<>("NLL negatives", row -> ReportNumbers.spread(row.negativeNll(), 4)));
    columns.add(new Column<>("perplexity", row -> ReportNumbers.perplexity(row.negativeNll())));
    columns.add(
        new Column<>(
            "questions with both kinds", row -> Integer.toString(row.assessedQuestions())));
    return table(columns, report.rows());
  }

  /** The pre-registered comparisons. */
  static List<List<String>> comparisons(Report report) {
    List<Column<Report.Tested>> columns =
        List.of(
            new Column<>("comparison", test -> test.arm() + " − " + test.against()),
            new Column<>("points", ReportNumbers::difference),
            new Column<>("discordant", test -> test.onlyArm() + " : " + test.onlyAgainst()),
            new Column<>("McNemar p", test -> ReportNumbers.p(test.p())),
            new Column<>("Holm", test -> ReportNumbers.p(test.holm())),
            new Column<>("t on seeds p", test -> ReportNumbers.p(test.seedP())),
            new Column<>("Holm", test -> ReportNumbers.p(test.seedHolm())));
    return table(columns, report.comparisons());
  }

  /** Accuracy on a further set and its differences. */
  static List<List<String>> set(Report report, FurtherTable set) {
    List<Column<FurtherTable.Row>> columns = new ArrayList<>();
    columns.add(new Column<>("arm", FurtherTable.Row::name));
    columns.add(new Column<>("n", row -> questions(row.n(), row.seeds())));
    columns.add(new Column<>("accuracy %", row -> ReportNumbers.percent(row.accuracy())));
    columns.add(new Column<>("interval", row -> ReportNumbers.percent(row.interval())));
    columns.addAll(
        differences("vs " + report.reference(), set.rows(), FurtherTable.Row::toReference));
    columns.addAll(differences("vs " + report.matched(), set.rows(), FurtherTable.Row::toMatched));
    return table(columns, set.rows());
  }

  /** The majority answer. */
  static List<List<String>> majority(Report report, SampledTable sampled) {
    List<Column<SampledTable.Row>> columns = new ArrayList<>();
    columns.add(new Column<>("arm", SampledTable.Row::name));
    columns.add(new Column<>("n", row -> questions(row.n(), row.seeds())));
    columns.add(new Column<>("k", row -> Integer.toString(row.k())));
    columns.add(new Column<>("maj@k %", row -> ReportNumbers.percent(row.majority().share())));
    columns.add(new Column<>("interval", row -> ReportNumbers.percent(row.majority().interval())));
    columns.add(
        new Column<>("no answer %", row -> ReportNumbers.percent(row.withoutAnswer().mean())));
    if (sampled.rows().stream().anyMatch(row -> row.toReference().isPresent())) {
      columns.add(
          new Column<>(
              "vs " + report.reference(),
              row -> row.toReference().map(ReportNumbers::difference).orElse("—")));
    }
    return table(columns, sampled.rows());
  }

  /** pass@j with its intervals. */
  static List<List<String>> pass(SampledTable sampled) {
    List<Column<SampledTable.Row>> columns = new ArrayList<>();
    columns.add(new Column<>("arm", SampledTable.Row::name));
    for (int j :
        new TreeSet<>(
            sampled.rows().stream()
                .flatMap(row -> row.pass().stream())
                .map(SampledTable.Pass::j)
                .toList())) {
      columns.add(new Column<>("pass@" + j + " %", row -> pass(row, j)));
    }
    return table(columns, sampled.rows());
  }

  private static String pass(SampledTable.Row row, int j) {
    return row.pass().stream()
        .filter(pass -> pass.j() == j)
        .map(SampledTable.Pass::share)
        .map(ReportNumbers::share)
        .findFirst()
        .orElse("—");
  }

  private static Column<Report.Row> name() {
    return new Column<>("arm", Report.Row::name);
  }

  private static List<Column<Report.Row>> accuracy() {
    return List.of(
        name(),
        new Column<>("n", row -> questions(row.n(), row.seeds())),
        new Column<>("accuracy %", row -> ReportNumbers.percent(row.accuracy())),
        new Column<>("interval", row -> ReportNumbers.percent(row.interval())),
        new Column<>("assessment", row -> ReportNumbers.spread(row.assessment(), 3)));
  }

  /** {@code 2 × 1000}: seeds and questions of each. */
  private static String questions(int n, List<Long> seeds) {
    return seeds.size() == 1 ? Integer.toString(n) : seeds.size() + " × " + n / seeds.size();
  }

  private static List<Column<Report.Row>> differences(Report report) {
    List<Column<Report.Row>> columns =
        new ArrayList<>(
            differences("vs " + report.reference(), report.rows(), Report.Row::toReference));
    columns.addAll(differences("vs " + report.matched(), report.rows(), Report.Row::toMatched));
    return columns;
  }

  /** The columns of a difference and its p; none when no row has one. */
  private static <T> List<Column<T>> differences(
      String head, List<T> rows, Function<T, Optional<Report.Tested>> tested) {
    if (rows.stream().allMatch(row -> tested.apply(row).isEmpty())) {
      return List.of();
    }
    return List.of(
        new Column<>(head, row -> tested.apply(row).map(ReportNumbers::difference).orElse("—")),
        new Column<>(
            "p", row -> tested.apply(row).map(test -> ReportNumbers.p(test.p())).orElse("—")));
  }

  private static List<Column<Report.Row>> cost() {
    return List.of(
        new Column<>(
            "device s", row -> String.format(Locale.ROOT, "%.1f", row.cost().deviceSeconds())),
        new Column<>("operations", row -> ReportNumbers.operations(row.cost().operations())));
  }

  private static <T> List<List<String>> table(List<Column<T>> columns, List<T> rows) {
    List<List<String>> table = new ArrayList<>();
    table.add(columns.stream().map(Column::head).toList());
    rows.forEach(
        row -> table.add(columns.stream().map(column -> column.cell().apply(row)).toList()));
    return table;
  }
}
