package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.CsvRows;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.TextLines;
import dev.aftlab.activities.dataset.text.Whitespace;
import dev.aftlab.experiments.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** ECQA as its authors' script writes it: CSV with a header that names the columns. */
final class EcqaTable {
  private static final String ID = "q_no";

  private final TextLines file;
  private final String explanation;

  EcqaTable(TextLines file, String explanation) {
    this.file = file;
    this.explanation = explanation;
  }

  /** Whether a first line is the header of such a file. */
  static boolean isHeader(String line) {
    return List.of(line.strip().split(",", -1)).contains(ID);
  }

  void each(CommonsenseQaIndex index, Consumer<LocatedQuestion> taker) {
    List<String> header = new ArrayList<>();
    new CsvRows(file)
        .each(
            row -> {
              if (header.isEmpty()) {
                header.addAll(row.values());
              } else {
                taker.accept(new LocatedQuestion(question(index, header, row), row.place()));
              }
            });
  }

  private Question question(CommonsenseQaIndex index, List<String> header, CsvRows.Row row) {
    if (row.values().size() != header.size()) {
      throw row.place()
          .error("the record has " + row.values().size() + " columns, the header " + header.size());
    }
    List<String> options =
        IntStream.rangeClosed(1, 5).mapToObj(i -> value(header, row, "q_op" + i)).toList();
    Question known = index.ofId(row.place(), value(header, row, ID), options);
    return EcqaSource.explained(
        row.place(),
        known,
        value(header, row, "q_ans"),
        explanation(value(header, row, explanation)));
  }

  /**
   * One property a line; they are joined as in the FLAN collection, by blanks, with a point behind
   * those that have no mark at their end.
   */
  private String explanation(String written) {
    if (explanation.equals("taskB")) {
      return written;
    }
    return written
        .lines()
        .map(Whitespace::trim)
        .filter(line -> !line.isEmpty())
        .map(EcqaTable::pointed)
        .collect(Collectors.joining(" "));
  }

  private static String pointed(String property) {
    return ".!?".indexOf(property.charAt(property.length() - 1)) >= 0 ? property : property + ".";
  }

  private static String value(List<String> header, CsvRows.Row row, String column) {
    int at = header.indexOf(column);
    if (at < 0) {
      throw row.place()
          .error("the header has no column '" + column + "'" + Suggestions.hint(column, header));
    }
    return row.place().whole(column, row.values().get(at));
  }
}
