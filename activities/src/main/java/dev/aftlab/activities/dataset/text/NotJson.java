package dev.aftlab.activities.dataset.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognizes a file whose first line is not a JSON object, where its first lines show what it is.
 */
final class NotJson {
  private static final Pattern HEADER =
      Pattern.compile("\"?[\\p{L}_][\\p{L}\\p{N}_ .-]*\"?[,\\t;][^{}\\[\\]:]*");
  private static final Pattern ARRAY = Pattern.compile("\\[\\s*(?:\\{.*)?", Pattern.DOTALL);
  private static final String PANDAS =
      "convert it: python3 -c \"import pandas; pandas.read_csv('FILE'%s, dtype=str,"
          + " keep_default_na=False).to_json('LINES', orient='records', lines=True,"
          + " force_ascii=False)\"";

  private NotJson() {}

  /** What the file is and what to do, if this is its first line and shows it. */
  static Optional<String> problem(SourcePosition place, String line) {
    if (place.line() != 1) {
      return Optional.empty();
    }
    List<String> others =
        place.file().beginning().stream()
            .skip(1)
            .map(Whitespace::trim)
            .filter(other -> !other.isEmpty())
            .toList();
    return problem(Whitespace.trim(line), others)
        .map(told -> ShellNames.in(told, place.file().path()));
  }

  /** The lines after the first one may be unknown. */
  private static Optional<String> problem(String first, List<String> others) {
    if (ARRAY.matcher(first).matches()) {
      return Optional.of(
          "this is a JSON array; write its objects one a line: jq -c '.[]' FILE > LINES");
    }
    if (first.startsWith("{")) {
      boolean goesOn =
          first.equals("{")
              || (isCutOff(first) && !others.isEmpty() && !others.getFirst().startsWith("{"));
      return goesOn
          ? Optional.of(
              "this is pretty-printed JSON, with objects over several lines; write one object a"
                  + " line: jq -c . FILE > LINES")
          : Optional.empty();
    }
    if (HEADER.matcher(first).matches()) {
      return Optional.of(table(first));
    }
    if (first.startsWith("- ") || first.equals("---")) {
      return Optional.of(
          "this is YAML, not lines of JSON; convert it: yq -o=json -I=0 '.[]' FILE > LINES");
    }
    return others.isEmpty() || others.getFirst().startsWith("{")
        ? Optional.empty()
        : Optional.of(
            "this is text, not lines of JSON: it begins with "
                + beginning(first)
                + "; write one object {...} a line");
  }

  private static String table(String header) {
    boolean tabs = header.indexOf('\t') >= 0;
    String separator = tabs ? ", sep='\\t'" : header.indexOf(',') >= 0 ? "" : ", sep=';'";
    return "this is "
        + (tabs ? "tab-separated text (TSV)" : "a CSV file")
        + ", not lines of JSON, and begins with "
        + beginning(header)
        + "; "
        + PANDAS.replace("%s", separator);
  }

  /** The line is valid but incomplete. */
  private static boolean isCutOff(String line) {
    String fault = JsonDiagnosis.in(line, '{', "object").problem();
    return fault.contains("is not closed by") || fault.startsWith("it ends in column");
  }

  /** Enough of a text to recognize it. */
  private static String beginning(String text) {
    int end = text.offsetByCodePoints(0, Math.min(40, text.codePointCount(0, text.length())));
    return "'" + text.substring(0, end).replace('\t', ' ') + "'";
  }
}
