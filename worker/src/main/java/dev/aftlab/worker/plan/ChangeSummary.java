package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.PlanDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Steps with the same change.
 *
 * @param change a description: {@code training.epochs 2 → 3}, or {@code inputs}
 * @param entries the steps
 */
record ChangeSummary(String change, List<PlanDiff.Entry> entries) {
  private static final String INPUTS = "inputs";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final String OF_ONE_SEED = ", seed -?\\d+ \\([0-9a-f]+\\)";

  /** Groups changed steps by their change; those with only changed inputs are last. */
  static List<ChangeSummary> of(List<PlanDiff.Entry> entries) {
    Map<String, List<PlanDiff.Entry>> groups = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            groups.computeIfAbsent(describe(entry.changes()), key -> new ArrayList<>()).add(entry));
    Stream<String> own = groups.keySet().stream().filter(change -> !change.equals(INPUTS));
    return Stream.concat(own, Stream.of(INPUTS).filter(groups::containsKey))
        .map(change -> new ChangeSummary(change, groups.getOrDefault(change, List.of())))
        .toList();
  }

  private static String describe(List<PlanDiff.Change> changes) {
    List<String> describe =
        changes.stream()
            .filter(change -> !sameRole(change))
            .map(ChangeSummary::withoutSeeds)
            .distinct()
            .toList();
    return describe.isEmpty() ? INPUTS : String.join(", ", describe);
  }

  /** Whether an input only has another fingerprint. */
  private static boolean sameRole(PlanDiff.Change change) {
    return change.field().equals(PlanDiff.INPUT)
        && withoutSeed(change.before()).equals(withoutSeed(change.after()));
  }

  private static String withoutSeeds(PlanDiff.Change change) {
    return new PlanDiff.Change(change.field(), shown(change.before()), shown(change.after()))
        .toString();
  }

  /** Formats a value in one line: shortened digests, visible empty texts and line breaks. */
  private static String shown(String value) {
    String brief = DIGEST.matcher(value).matches() ? value.substring(0, 10) : withoutSeed(value);
    return brief.isBlank() ? "'" + brief + "'" : brief.replace("\n", "\\n");
  }

  private static String withoutSeed(String value) {
    return value.replaceFirst(OF_ONE_SEED, "");
  }
}
