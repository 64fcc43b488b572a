package dev.aftlab.activities.input;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.failure.UnusableInputException;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Samples of a file beside the questions that they are for: those belong together whose texts are
 * the same, blanks at their ends aside.
 */
public final class GivenSamples {
  private static final int QUOTED = 60;

  private final Map<String, List<GivenSample>> used;
  private final int others;

  private GivenSamples(Map<String, List<GivenSample>> used, int others) {
    this.used = used;
    this.others = others;
  }

  /**
   * Matches samples with questions, at most {@code spec.k()} samples a question, the first ones.
   *
   * @throws UnusableInputException when none matches
   */
  public static GivenSamples of(
      SamplesSpec spec, List<GivenSample> samples, List<Question> questions) {
    Map<String, List<GivenSample>> all = new LinkedHashMap<>();
    samples.forEach(
        sample ->
            all.computeIfAbsent(sample.question(), question -> new ArrayList<>()).add(sample));
    Set<String> asked = questions.stream().map(Question::text).collect(Collectors.toSet());
    Map<String, List<GivenSample>> used = new LinkedHashMap<>();
    all.forEach(
        (question, own) -> {
          if (asked.contains(question)) {
            used.put(
                question, spec.k() == 0 ? own : own.subList(0, Math.min(spec.k(), own.size())));
          }
        });
    if (used.isEmpty()) {
      throw new UnusableInputException(
          "none of the "
              + all.size()
              + " questions in it is among the "
              + questions.size()
              + " questions that its samples are for; questions are compared by"
              + " their whole text, and the first one in it is "
              + quoted(samples.getFirst().question()));
    }
    return new GivenSamples(used, all.size() - used.size());
  }

  /** The samples of a question, in the order of the file. */
  public List<GivenSample> of(Question question) {
    return used.getOrDefault(question.text(), List.of());
  }

  /** How many questions have samples. */
  public int questions() {
    return used.size();
  }

  /** How many questions of the file are of no use here. */
  public int others() {
    return others;
  }

  /** How many samples are used. */
  int completions() {
    return used.values().stream().mapToInt(List::size).sum();
  }

  /** Those questions that have samples here. */
  List<Question> among(List<Question> questions) {
    return questions.stream().filter(question -> used.containsKey(question.text())).toList();
  }

  /** The beginning of a text, in quotation marks. */
  static String quoted(String text) {
    String line = text.replaceAll("\\s+", " ");
    return "\"" + (line.length() > QUOTED ? line.substring(0, QUOTED) + "…" : line) + "\"";
  }
}
