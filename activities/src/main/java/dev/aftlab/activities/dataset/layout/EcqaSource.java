package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.FileSetDigest;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.SourcePosition;
import dev.aftlab.activities.dataset.text.TextLines;
import dev.aftlab.activities.dataset.text.Whitespace;
import dev.aftlab.experiments.spec.DatasetSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Explanations of ECQA, joined with CommonsenseQA for ids and letters: the text of an answer does
 * not always determine its letter, since options may have the same text.
 */
public final class EcqaSource implements QuestionSource {
  private static final String PROPERTIES = "taskA_pos";
  private static final String BULLET = "- ";

  private final TextLines file;
  private final List<TextLines> commonsenseqa;
  private final List<TextLines> without;
  private final String explanation;

  public EcqaSource(
      TextLines file,
      List<TextLines> commonsenseqa,
      List<TextLines> without,
      DatasetSpec.Ecqa spec) {
    this.file = file;
    this.commonsenseqa = List.copyOf(commonsenseqa);
    this.without = List.copyOf(without);
    this.explanation = spec.explanation();
  }

  @Override
  public void each(Consumer<LocatedQuestion> taker) {
    CommonsenseQaIndex index = new CommonsenseQaIndex(commonsenseqa);
    Set<String> unwanted = new HashSet<>();
    without.forEach(
        list ->
            list.eachLine(
                line -> unwanted.add(id(new SourcePosition(list, line.number()), line.text()))));
    Consumer<LocatedQuestion> wanted =
        placed -> {
          if (!unwanted.contains(placed.question().id())) {
            taker.accept(placed);
          }
        };
    if (file.isJson()) {
      throw file.error(
          1,
          "this is JSON; ECQA is read from the authors' CSV (cqa_data_*.csv) or FLAN's"
              + " tab-separated file; name questions without explanations as commonsenseqa");
    }
    if (EcqaTable.isHeader(file.firstLine())) {
      new EcqaTable(file, explanation).each(index, wanted);
    } else {
      new LineSource(file, (place, line) -> flan(index, place, line)).each(wanted);
    }
  }

  private static String id(SourcePosition place, String line) {
    String id = Whitespace.trim(line);
    if (!id.matches("[0-9a-f]{32}(?:_[0-9]+)?")) {
      throw place.error(
          "the line is '" + id + "', which is no id of CommonsenseQA (32 hexadecimal digits)");
    }
    return id;
  }

  /**
   * A line of the FLAN collection: options as {@code - text}, the answer as its text, the
   * properties joined by blanks.
   */
  private Question flan(CommonsenseQaIndex index, SourcePosition place, String line) {
    if (!explanation.equals(PROPERTIES)) {
      throw place.error(
          "this file has the properties alone, not the free text; set explanation to "
              + PROPERTIES);
    }
    FlanLine flan = FlanLine.parse(place, line);
    List<String> options = flan.options().stream().map(option -> unmarked(place, option)).toList();
    Question known = index.ofContent(place, flan.question(), options);
    return explained(place, known, flan.answer(), flan.explanation());
  }

  private static String unmarked(SourcePosition place, String option) {
    if (!option.startsWith(BULLET)) {
      throw place.error("an option is '" + option + "', but must begin with '" + BULLET + "'");
    }
    return place.whole("options", option.substring(BULLET.length()));
  }

  /**
   * A question of CommonsenseQA with its explanation; the answer's text must be that of the right
   * option.
   */
  static Question explained(
      SourcePosition place, Question known, String answer, String explanation) {
    String right =
        known.options().stream()
            .filter(option -> option.letter().equals(known.gold()))
            .findFirst()
            .orElseThrow()
            .text();
    if (!right.equals(answer)) {
      throw place.error(
          "the answer is '"
              + answer
              + "', but CommonsenseQA has '"
              + right
              + "' ("
              + known.gold()
              + ") for '"
              + known.id()
              + "'");
    }
    return new Question(
        known.id(),
        known.text(),
        SourcePosition.reference(explanation, known.gold()),
        known.gold(),
        known.options());
  }

  @Override
  public String digest() {
    return FileSetDigest.of(
        file.digest(), Map.of("commonsenseqa", commonsenseqa, "without", without));
  }
}
