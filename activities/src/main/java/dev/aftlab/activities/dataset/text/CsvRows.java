package dev.aftlab.activities.dataset.text;

import dev.aftlab.activities.dataset.DatasetException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a CSV file: fields separated by commas, quoted where they hold commas, quotes or
 * line ends. Line ends may be LF or CR LF, mixed too; those within fields become LF. Every value is
 * text.
 */
public final class CsvRows {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  /** A record and the line that it begins at. */
  public record Row(SourcePosition place, List<String> values) {}

  private final TextLines file;

  public CsvRows(TextLines file) {
    this.file = file;
  }

  /** Passes on every record that is not an empty line. */
  public void each(Consumer<Row> taker) {
    long line = 1;
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(file.text())).setFormat(FORMAT).get()) {
      for (Iterator<CSVRecord> records = parser.iterator();
          records.hasNext();
          line = parser.getCurrentLineNumber() + 1) {
        List<String> values =
            records.next().toList().stream().map(value -> value.replace("\r\n", "\n")).toList();
        taker.accept(new Row(new SourcePosition(file, (int) line), values));
      }
    } catch (IOException malformed) {
      throw malformed((int) line, malformed);
    } catch (UncheckedIOException malformed) {
      throw malformed((int) line, Objects.requireNonNullElse(malformed.getCause(), malformed));
    }
  }

  private DatasetException malformed(int line, Exception malformed) {
    String problem =
        "the record that begins here is not CSV: "
            + malformed.getMessage()
            + "; check for a missing or stray quotation mark";
    return file.error(line, problem, malformed);
  }
}
