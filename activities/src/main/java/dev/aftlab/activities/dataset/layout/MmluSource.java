package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.text.CsvRows;
import dev.aftlab.activities.dataset.text.JsonRecords;
import dev.aftlab.activities.dataset.text.LocatedQuestion;
import dev.aftlab.activities.dataset.text.TextLines;
import dev.aftlab.activities.dataset.text.Whitespace;
import dev.aftlab.experiments.result.Sha256;
import dev.aftlab.experiments.text.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * MMLU in its published layout: a CSV file a subject, without header, with question, four options
 * and the right letter. The subject is the file's name without its ending and {@code _dev}, {@code
 * _val} or {@code _test}. Or one file of JSON objects, as the Hugging Face hub has it ({@link
 * MmluLine}).
 */
public final class MmluSource implements QuestionSource {
  private static final Pattern NAME =
      Pattern.compile("(.+?)(?:_(?:dev|val|test))?\\.csv(?:\\.gz)?");
  private static final int COLUMNS = 6;
  private static final Set<String> HEADER = Set.of("answer", "target", "correct", "label", "gold");

  private final Path path;
  private final TextLines alone;
  private final List<String> subjects;

  /**
   * Over a folder or a file.
   *
   * @param path where it is
   * @param alone the same, read as a file
   * @param subjects what is read; all when empty
   */
  public MmluSource(Path path, TextLines alone, List<String> subjects) {
    this.path = path;
    this.alone = alone;
    this.subjects = List.copyOf(subjects);
  }

  @Override
  public void each(Consumer<LocatedQuestion> taker) {
    if (isJson()) {
      eachObject(taker);
      return;
    }
    chosen()
        .forEach(
            (subject, file) -> {
              int[] number = {0};
              new CsvRows(file)
                  .each(
                      row ->
                          taker.accept(
                              new LocatedQuestion(
                                  question("mmlu-" + subject + "-" + number[0]++, row),
                                  row.place())));
            });
  }

  private boolean isJson() {
    return !Files.isDirectory(path) && alone.isJson();
  }

  private void eachObject(Consumer<LocatedQuestion> taker) {
    MmluLine format = new MmluLine();
    Set<String> seen = new TreeSet<>();
    new JsonRecords(alone)
        .each(
            fields -> {
              Question question = format.question(fields);
              seen.add(MmluLine.subject(fields));
              if (subjects.isEmpty() || subjects.contains(MmluLine.subject(fields))) {
                taker.accept(new LocatedQuestion(question, fields.place()));
              }
            });
    subjects.forEach(subject -> requireKnown(subject, seen));
  }

  private void requireKnown(String subject, Set<String> all) {
    if (!all.contains(subject)) {
      throw wrong("there is no subject '" + subject + "' here" + Suggestions.hint(subject, all));
    }
  }

  private static Question question(String id, CsvRows.Row row) {
    List<String> values = row.values();
    if (values.size() != COLUMNS) {
      throw row.place()
          .error(
              "the record has "
                  + values.size()
                  + " columns; it needs question, four options and the right letter");
    }
    if (row.place().line() == 1
        && HEADER.contains(Whitespace.trim(values.getLast()).toLowerCase(Locale.ROOT))) {
      throw row.place()
          .error(
              "the first record is a header ("
                  + String.join(", ", values)
                  + "), which MMLU's published files do not have; remove it");
    }
    List<String> options =
        values.subList(1, 5).stream().map(option -> row.place().whole("options", option)).toList();
    return row.place()
        .question(
            id,
            row.place().whole("question", values.getFirst()),
            "",
            Whitespace.trim(values.getLast()),
            options);
  }

  /** The wanted subjects with their files, in alphabetical order. */
  private Map<String, TextLines> chosen() {
    Map<String, TextLines> all =
        Files.isDirectory(path) ? ofFolder() : Map.of(subject(path), alone);
    subjects.forEach(subject -> requireKnown(subject, all.keySet()));
    Map<String, TextLines> chosen = new TreeMap<>(all);
    if (!subjects.isEmpty()) {
      chosen.keySet().retainAll(subjects);
    }
    return chosen;
  }

  private Map<String, TextLines> ofFolder() {
    Map<String, TextLines> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(path)) {
      for (Path entry :
          entries
              .sorted()
              .filter(entry -> NAME.matcher(entry.getFileName().toString()).matches())
              .toList()) {
        if (files.put(subject(entry), new TextLines(entry)) != null) {
          throw wrong(
              "two files here are of the subject '"
                  + subject(entry)
                  + "'; keep dev, val and test in folders of their own");
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list " + path, failure);
    }
    if (files.isEmpty()) {
      throw wrong(
          "the folder has no .csv file; name the folder dev, val or test of MMLU, or a file of JSON"
              + " lines");
    }
    return files;
  }

  private static String subject(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? name.group(1) : file.getFileName().toString();
  }

  private DatasetException wrong(String problem) {
    return new DatasetException(path, 0, problem);
  }

  /** Names of subjects count, since ids have them. */
  @Override
  public String digest() {
    if (isJson()) {
      return alone.digest();
    }
    StringBuilder all = new StringBuilder();
    chosen()
        .forEach(
            (subject, file) -> all.append(subject).append(' ').append(file.digest()).append('\n'));
    return Sha256.hex(all.toString());
  }
}
