package dev.aftlab.activities.report;

import dev.aftlab.experiments.report.ArmOutcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the steps of arms warned of, each warning once, however many arms have it. */
final class ArmNotes {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\p{Alnum}.])\\d+(?![\\p{Alnum}.])");
  private static final int MOST_NAMED = 3;

  private ArmNotes() {}

  /**
   * Warnings that differ in whole numbers alone are one, with the least and the greatest of them.
   */
  static List<String> of(List<ArmOutcome> outcomes) {
    Map<String, List<ArmOutcome>> alike = new LinkedHashMap<>();
    for (ArmOutcome outcome : outcomes) {
      String warning = outcome.facts().get("warning");
      if (warning != null) {
        alike
            .computeIfAbsent(NUMBER.matcher(warning).replaceAll("0"), key -> new ArrayList<>())
            .add(outcome);
      }
    }
    return alike.values().stream().map(ArmNotes::note).toList();
  }

  private static String note(List<ArmOutcome> arms) {
    List<String> names =
        arms.stream().limit(MOST_NAMED).map(arm -> arm.row() + ", seed " + arm.seed()).toList();
    String warning = ranged(arms.stream().map(arm -> arm.facts().get("warning")).toList());
    if (arms.size() == 1) {
      return names.getFirst() + ": " + warning + ".";
    }
    String more = arms.size() > MOST_NAMED ? "; and " + (arms.size() - MOST_NAMED) + " more" : "";
    return arms.size() + " arms (" + String.join("; ", names) + more + "): " + warning + ".";
  }

  private static String ranged(List<String> warnings) {
    List<BigInteger> least = numbers(warnings.getFirst());
    List<BigInteger> greatest = numbers(warnings.getFirst());
    for (String warning : warnings) {
      List<BigInteger> numbers = numbers(warning);
      for (int i = 0; i < numbers.size(); i++) {
        least.set(i, least.get(i).min(numbers.get(i)));
        greatest.set(i, greatest.get(i).max(numbers.get(i)));
      }
    }
    int[] at = {0};
    return NUMBER
        .matcher(warnings.getFirst())
        .replaceAll(
            match -> {
              int i = at[0]++;
              return least.get(i).equals(greatest.get(i))
                  ? match.group()
                  : least.get(i) + " to " + greatest.get(i);
            });
  }

  private static List<BigInteger> numbers(String text) {
    List<BigInteger> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      numbers.add(new BigInteger(matcher.group()));
    }
    return numbers;
  }
}
