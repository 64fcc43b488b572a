package dev.aftlab.activities.dataset.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A kind of file that is not UTF-8 text or not data, recognized by its first bytes, whatever its
 * name. Its message names the format and a command that converts it to JSON lines.
 *
 * @param begins whether a file begins so
 * @param name what it is called
 * @param remedy what to do; {@code FILE}, {@code LINES} and {@code PLAIN} are placeholders for the
 *     file's path and the names of a command's output
 */
record ForeignFormat(Predicate<Head> begins, String name, String remedy) {
  private static final String AGAIN = "fetch the file again";
  private static final String UNPACK = "unpack it: ";
  private static final String PANDAS =
      "convert it: python3 -c \"import pandas; pandas.%s.to_json('LINES', orient='records',"
          + " lines=True, force_ascii=False)\"";
  private static final int SHORT = 400;
  private static final String INNER = "unpack it and name a file in it: ";

  private static final List<ForeignFormat> ALL =
      List.of(
          magic(
              "50415231",
              "a Parquet file",
              PANDAS.replace("%s", "read_parquet('FILE')")
                  + ", or: duckdb -c \"COPY (FROM 'FILE') TO 'LINES'\""),
          magic("4152524f5731", "an Arrow file", PANDAS.replace("%s", "read_feather('FILE')")),
          magic(
              "ffffffff",
              "an Arrow stream, as the library datasets keeps them",
              "convert it: python3 -c \"import datasets;"
                  + " datasets.Dataset.from_file('FILE').to_json('LINES', force_ascii=False)\""),
          magic("46454131", "a Feather file", PANDAS.replace("%s", "read_feather('FILE')")),
          new ForeignFormat(
              head -> head.begins("orc") && head.hasControl(3),
              "an ORC file",
              PANDAS.replace("%s", "read_orc('FILE')")),
          magic(
              "4f626a01",
              "an Avro file",
              "convert it to lines of JSON, such as with: avro-tools tojson FILE > LINES"),
          magic(
              "53514c69746520666f726d6174203300",
              "an SQLite database",
              "write the table with the questions: sqlite3 -json FILE 'SELECT * FROM the_table' >"
                  + " LINES"),
          at(
              8,
              "4455434b",
              "a DuckDB database",
              "write the table with the questions: duckdb FILE -c \"COPY the_table TO 'LINES'\""),
          magic("fd377a585a00", "packed by xz", UNPACK + "xz -dc FILE > PLAIN"),
          magic("28b52ffd", "packed by zstd", UNPACK + "zstd -dc FILE > PLAIN"),
          new ForeignFormat(
              head -> head.hasBytes(0, "425a68") && head.hasBytes(4, "314159265359"),
              "packed by bzip2",
              UNPACK + "bzip2 -dc FILE > PLAIN"),
          magic("04224d18", "packed by lz4", UNPACK + "lz4 -dc FILE > PLAIN"),
          magic("1f9d", "packed by compress", UNPACK + "gzip -dc FILE > PLAIN"),
          magic("1f8b", "packed by gzip twice", UNPACK + "gzip -dc FILE > PLAIN"),
          magic("5d00008000", "packed by lzma", UNPACK + "xz --format=lzma -dc FILE > PLAIN"),
          new ForeignFormat(
              head -> head.hasBytes(0, "504b0304") && head.text().contains("[Content_Types].xml"),
              "an Excel or another Office file",
              PANDAS.replace("%s", "read_excel('FILE', dtype=str)")),
          magic(
              "d0cf11e0a1b11ae1",
              "an Excel or another Office file",
              PANDAS.replace("%s", "read_excel('FILE', dtype=str)")),
          magic("504b0304", "a zip archive", INNER + "unzip FILE"),
          magic("504b0506", "a zip archive with nothing in it", AGAIN),
          magic("377abcaf271c", "a 7z archive", INNER + "7z x FILE"),
          magic("52617221", "a rar archive", INNER + "unrar x FILE"),
          at(257, "7573746172", "a tar archive", INNER + "tar -xf FILE"),
          magic("894844460d0a1a0a", "an HDF5 file", PANDAS.replace("%s", "read_hdf('FILE')")),
          magic(
              "934e554d5059",
              "a NumPy file",
              "write its records as lines of JSON, with question and answer"),
          new ForeignFormat(
              ForeignFormat::isPickle,
              "a Python pickle",
              "it can hold any program, so only if you trust who made it, "
                  + PANDAS.replace("%s", "read_pickle('FILE')")),
          magic("47475546", "a GGUF model", "name a file with questions"),
          magic("25504446", "a PDF document", "name a file with questions"),
          magic("fffe0000", "text in UTF-32", "convert it: iconv -f UTF-32 -t UTF-8 FILE > PLAIN"),
          magic("0000feff", "text in UTF-32", "convert it: iconv -f UTF-32 -t UTF-8 FILE > PLAIN"),
          magic("fffe", "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8 FILE > PLAIN"),
          magic("feff", "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8 FILE > PLAIN"),
          new ForeignFormat(
              head -> head.alternates(0),
              "text in UTF-16",
              "convert it: iconv -f UTF-16BE -t UTF-8 FILE > PLAIN"),
          new ForeignFormat(
              head -> head.alternates(1),
              "text in UTF-16",
              "convert it: iconv -f UTF-16LE -t UTF-8 FILE > PLAIN"),
          new ForeignFormat(
              head -> head.hasZero() && !head.begins("{") && !head.begins("["),
              "a binary file of an unknown kind, not text",
              "convert it to lines of JSON"),
          text(
              "version https://git-lfs",
              "a Git LFS pointer to a file that was not fetched",
              "run 'git lfs pull' where it was cloned, or download the file itself"),
          new ForeignFormat(
              head ->
                  (head.begins("../") && head.text().contains("annex/objects/"))
                      || head.begins("/annex/objects/"),
              "a git-annex pointer to a file that was not fetched",
              "run 'git annex get' where it was cloned"),
          new ForeignFormat(
              ForeignFormat::isPage,
              "a web page, not data",
              "download the file itself: on huggingface.co its address has /resolve/ in place of"
                  + " /blob/, on github.com /raw/"),
          text("<?xml", "an XML file", "convert it to lines of JSON"),
          new ForeignFormat(
              ForeignFormat::isAnswerOfAServer,
              "a server's error page instead of a file",
              AGAIN + ", signed in if it needs that"));

  /** Such a format as a sentence about a file, if it begins so. */
  static Optional<String> in(byte[] beginning, Path file) {
    Head head = new Head(beginning);
    return ALL.stream()
        .filter(format -> format.begins.test(head))
        .findFirst()
        .map(format -> format.told(file));
  }

  private String told(Path file) {
    return "this is " + name + "; " + ShellNames.in(remedy, file);
  }

  private static ForeignFormat magic(String hex, String name, String remedy) {
    return at(0, hex, name, remedy);
  }

  private static ForeignFormat at(int offset, String hex, String name, String remedy) {
    return new ForeignFormat(head -> head.hasBytes(offset, hex), name, remedy);
  }

  private static ForeignFormat text(String beginning, String name, String remedy) {
    return new ForeignFormat(head -> head.begins(beginning), name, remedy);
  }

  /**
   * The opcode PROTO with a protocol that there is, and then a frame or an opcode that begins an
   * object.
   */
  private static boolean isPickle(Head head) {
    byte[] bytes = head.bytes();
    return bytes.length > 2 && bytes[0] == (byte) 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
  }

  private static boolean isPage(Head head) {
    return head.begins("<!doctype html") || head.begins("<html");
  }

  /** One short line; a question may begin with such words, too. */
  private static boolean isAnswerOfAServer(Head head) {
    boolean alone = head.bytes().length < SHORT && !head.text().strip().contains("\n");
    return alone
        && List.of(
                "404: not found",
                "entry not found",
                "repository not found",
                "invalid username or password",
                "access to dataset",
                "access to this resource",
                "not found",
                "unauthorized",
                "forbidden",
                "{\"error\":",
                "{\"message\":\"not found\"")
            .stream()
            .anyMatch(head::begins);
  }

  /**
   * How a file begins.
   *
   * @param bytes its first bytes; fewer when it is shorter
   */
  record Head(byte[] bytes) {

    boolean hasBytes(int offset, String hex) {
      byte[] wanted = HexFormat.of().parseHex(hex);
      return bytes.length >= offset + wanted.length
          && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
    }

    boolean hasControl(int offset) {
      return bytes.length > offset
          && bytes[offset] >= 0
          && bytes[offset] < ' '
          && bytes[offset] != '\n'
          && bytes[offset] != '\r'
          && bytes[offset] != '\t';
    }

    boolean hasZero() {
      return text().indexOf('\0') >= 0;
    }

    /**
     * Whether every second byte is zero, from the first or second one on, and no other: Latin
     * letters in two bytes each.
     */
    boolean alternates(int first) {
      int length = Math.min(bytes.length & ~1, 64);
      for (int i = 0; i < length; i++) {
        if ((bytes[i] == 0) != (i % 2 == first)) {
          return false;
        }
      }
      return length >= 4;
    }

    /** Whether the text begins so, blanks before it and the case of letters aside. */
    boolean begins(String beginning) {
      String text = text().stripLeading();
      String start =
          text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3).stripLeading() : text;
      return start.toLowerCase(Locale.ROOT).startsWith(beginning);
    }

    String text() {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
