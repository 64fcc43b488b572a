package dev.aftlab.worker.plan;

import dev.aftlab.experiments.plan.PlanDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Steps that changed in the same way.
 *
 * @param change what changed, in words: {@code training.epochs 2 → 3}, or {@code inputs}
 * @param entries the steps
 */
record ChangeSummary(String change, List<PlanDiff.Entry> entries) {
  private static final String INPUTS = "inputs";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final String OF_ONE_SEED = ", seed -?\\d+ \\([0-9a-f]+\\)";

  /** The changed steps by what changed; those that only follow from others come last. */
  static List<ChangeSummary> of(List<PlanDiff.Entry> entries) {
    Map<String, List<PlanDiff.Entry>> groups = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            groups.computeIfAbsent(words(entry.changes()), key -> new ArrayList<>()).add(entry));
    Stream<String> own = groups.keySet().stream().filter(change -> !change.equals(INPUTS));
    return Stream.concat(own, Stream.of(INPUTS).filter(groups::containsKey))
        .map(change -> new ChangeSummary(change, groups.getOrDefault(change, List.of())))
        .toList();
  }

  private static String words(List<PlanDiff.Change> changes) {
    List<String> words =
        changes.stream()
            .filter(change -> !sameRole(change))
            .map(ChangeSummary::withoutSeeds)
            .distinct()
            .toList();
    return words.isEmpty() ? INPUTS : String.join(", ", words);
  }

  /** Whether an input still is what it was, made anew. */
  private static boolean sameRole(PlanDiff.Change change) {
    return change.field().equals(PlanDiff.INPUT)
        && withoutSeed(change.before()).equals(withoutSeed(change.after()));
  }

  private static String withoutSeeds(PlanDiff.Change change) {
    return new PlanDiff.Change(change.field(), shown(change.before()), shown(change.after()))
        .toString();
  }

  /**
   * A value in one line: digests by their first digits, an empty text and line breaks so that they
   * can be seen.
   */
  private static String shown(String value) {
    String brief = DIGEST.matcher(value).matches() ? value.substring(0, 10) : withoutSeed(value);
    return brief.isBlank() ? "'" + brief + "'" : brief.replace("\n", "\\n");
  }

  private static String withoutSeed(String value) {
    return value.replaceFirst(OF_ONE_SEED, "");
  }
}
