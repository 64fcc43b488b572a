package dev.aftlab.activities.dataset.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.activities.dataset.DatasetException;
import dev.aftlab.activities.dataset.reader.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no lines of JSON, known by what is in them. */
final class ForeignFormatTest {
  private static final String JSONL = "{type: jsonl, file: q.jsonl}";
  private static final String GOOD = "{\"question\":\"How many?\",\"answer\":\"3\"}\n";

  @TempDir private Path temporary;
  private DataFolder folder;

  @BeforeEach
  void folder() {
    folder = new DataFolder(temporary);
  }

  private String told(byte[] content) throws IOException {
    Files.write(temporary.resolve("q.jsonl"), content);
    return folder.fault(JSONL);
  }

  private static byte[] gzipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  /**
   * How the formats say that a file begins: their specifications' magic numbers, with bytes behind
   * them that could be theirs.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5041523115041500                          | a Parquet file; convert it: python3 -c "import pandas; pandas.read_parquet(
          4152524f57310000ffffffff                  | an Arrow file; convert it: python3 -c "import pandas; pandas.read_feather(
          ffffffff3801000010000000                  | an Arrow stream, as the library datasets keeps them; convert it: python3 -c "import datasets;
          4f524311000a                              | an ORC file; convert it: python3
          4f626a0104166176726f                      | an Avro file; convert it
          53514c69746520666f726d6174203300100001    | an SQLite database; write the table
          fd377a585a000004e6d6b446                  | packed by xz; unpack it: xz -dc
          28b52ffd0458                              | packed by zstd; unpack it: zstd -dc
          425a683931415926535900                    | packed by bzip2; unpack it: bzip2 -dc
          04224d186440a7                            | packed by lz4; unpack it: lz4 -dc
          504b0304140000000800                      | a zip archive; unpack it and name a file in it: unzip
          377abcaf271c0004                          | a 7z archive; unpack it
          526172211a0700                            | a rar archive; unpack it
          d0cf11e0a1b11ae10000                      | an Excel or another Office file; convert it
          80049523000000000000008c                  | a Python pickle; it can hold any program, so only if you trust who made it, convert it: python3
          894844460d0a1a0a00                        | an HDF5 file; convert it
          934e554d505901007600                      | a NumPy file; write
          4747554603000000                          | a GGUF model; name a file with questions
          255044462d312e37                          | a PDF document; name a file with questions
          7f454c46020101000000                      | a binary file of an unknown kind, not text; convert it
          """)
  void binaryFile_isRecognizedByItsMagicNumber(String hex, String told) throws IOException {
    String fault = told(HexFormat.of().parseHex(hex));
    assertTrue(fault.startsWith("q.jsonl: this is " + told), fault);
    String packed = told(gzipped(HexFormat.of().parseHex(hex)));
    assertEquals(fault, packed, "a gzipped one is told, too");
  }

  @Test
  void archives_areRecognizedFarFromTheirBeginning() throws IOException {
    byte[] tar = new byte[1024];
    System.arraycopy("q.jsonl".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 7);
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    assertEquals(
        "q.jsonl: this is a tar archive; unpack it and name a file in it: tar -xf q.jsonl",
        told(gzipped(tar)));
    ByteArrayOutputStream office = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(office)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
    }
    assertTrue(
        told(office.toByteArray())
            .startsWith("q.jsonl: this is an Excel or another Office file; convert it: "),
        told(office.toByteArray()));
    assertTrue(
        told(gzipped(gzipped(new byte[] {'{'})))
            .startsWith("q.jsonl: this is packed by gzip twice; unpack it: gzip -dc "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-32"})
  void otherEncoding_isReported(String encoding) throws IOException {
    byte[] content =
        ("UTF-32".equals(encoding) ? "\uFEFF" + GOOD : GOOD).getBytes(Charset.forName(encoding));
    String fault = told(content);
    assertTrue(
        fault.matches(
            "q\\.jsonl: this is text in UTF-(16|32); convert it: iconv -f UTF-\\S+ -t UTF-8 .*"),
        fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <!DOCTYPE html><html>           | q.jsonl: this is a web page, not data; download the file itself: on huggingface.co its address has /resolve/ in place of /blob/
          \\n  <html lang="en">           | q.jsonl: this is a web page
          <?xml version="1.0"?><Error>    | q.jsonl: this is an XML file
          Entry not found                 | q.jsonl: this is a server's error page instead of a file; fetch the file again
          {"error":"Repository not found"}| q.jsonl: this is a server's error page instead of a file
          ../.git/annex/objects/xF/3/MD5  | q.jsonl: this is a git-annex pointer
          id\\tquestion\\tanswer\\n1\\tQ\\t3 | q.jsonl:1: this is tab-separated text (TSV), not lines of JSON, and begins with 'id question answer'; convert it: python3 -c "import pandas; pandas.read_csv(
          question;answer\\nQ;3           | q.jsonl:1: this is a CSV file, not lines of JSON, and begins with 'question;answer'; convert it: python3
          - question: Q\\n  answer: 3     | q.jsonl:1: this is YAML, not lines of JSON; convert it: yq
          Some words.\\nMore of them.     | q.jsonl:1: this is text, not lines of JSON: it begins with 'Some words.'; write one object {...} a line
          {\\n  "question": "Q"\\n}       | q.jsonl:1: this is pretty-printed JSON
          { "question": "Q",\\n "answer": 3}| q.jsonl:1: this is pretty-printed JSON
          [\\n]                           | q.jsonl: the file has no record; it needs at least one
          """)
  void textOfAnotherKind_isReported(String content, String told) throws IOException {
    String fault =
        told(content.replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8));
    assertTrue(fault.startsWith(told), fault);
  }

  /** What begins like another kind of file, but is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORC or PAR1?",
        "Forbidden or not found",
        "<html> is a tag",
        "Feather, or FEA1?",
        "version https, or not"
      })
  void questionsThatBeginLikeOtherFormats_areRead(String question) throws IOException {
    folder.write("m/x_test.csv", "\"" + question + "\",1,2,3,4,A\nNot found,1,2,3,4,B\n");
    assertEquals(question, folder.read("{type: mmlu, file: m}").getFirst().text());
  }

  @Test
  void nameThatMeansSomethingToAShell_isNotPutIntoACommand() throws IOException {
    Files.write(temporary.resolve("a b';$(x).jsonl"), HexFormat.of().parseHex("fd377a585a000004"));
    DatasetException fault =
        assertThrows(
            DatasetException.class, () -> folder.read("{type: jsonl, file: \"a b';$(x).jsonl\"}"));
    assertTrue(
        fault.getMessage().endsWith("; unpack it: xz -dc FILE > questions.jsonl"),
        fault.getMessage());
  }

  /** An endless line ends at the bound, and where that was is told. */
  @Test
  void lineBeyondTheBound_isALocatedError() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }
        };
    DatasetException fault =
        assertThrows(
            DatasetException.class,
            () -> RecordLines.ofStream("in", endless).each((fields, characters) -> {}));
    assertEquals(
        "in:1: the line is longer than 67108864 bytes; is this a file of lines?",
        fault.getMessage());
  }

  /**
   * A stream that stands still after its first line: that line is read before the next one is
   * there.
   */
  @Test
  void streamedLines_areReadAsTheyCome() {
    byte[] first = GOOD.getBytes(StandardCharsets.UTF_8);
    InputStream stalling =
        new InputStream() {
          private final ByteArrayInputStream line = new ByteArrayInputStream(first);

          @Override
          public int read() throws IOException {
            int next = line.read();
            if (next < 0) {
              throw new IOException("asked for more than there is");
            }
            return next;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            int count = line.read(into, offset, length);
            if (count < 0) {
              throw new IOException("asked for more than there is");
            }
            return count;
          }
        };
    int[] lines = {0};
    Optional<String> end = Optional.empty();
    try {
      RecordLines.ofStream("in", stalling).each((fields, characters) -> lines[0]++);
    } catch (UncheckedIOException asked) {
      end = Optional.of(asked.getCause().getMessage());
    }
    assertEquals(1, lines[0]);
    assertEquals(Optional.of("asked for more than there is"), end);
  }
}
