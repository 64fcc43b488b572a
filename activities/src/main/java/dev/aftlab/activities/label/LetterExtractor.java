package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The option that a completion chooses, as its capital letter.
 *
 * <p>Statements are read from the last to the first, strong ones ({@code ####}, {@code answer}, {@code correct option}) before weak ones ({@code B is
 * correct}, {@code option B} at the end of a line), and the first that names an option decides: by a letter ({@code (C)}, {@code C)}, {@code C.},
 * {@code C}), or by the option's text. A statement that names several options, or the text that two options share, is ambiguous and gives none. Where
 * nothing is stated, the last line decides, if it is a letter, the text of an option, or ends in one of them after an equals sign.
 *
 * <p>A letter that the question does not offer is no answer. A small letter counts in brackets or alone; {@code A} and {@code I} before a word in small
 * letters are words.
 */
final class LetterExtractor implements Extractor {
  private static final String NO_WORD = "(?![\\p{L}\\p{N}'\u2019]|-\\w)";
  private static final String BRACKETED = "[(\\[{][ \\t]?([A-Za-z])[ \\t]?[)\\]}]";
  private static final String CAPITAL = "([A-Z])" + NO_WORD + "(?!(?<=[AI])[ \\t]+(?!(?:is|was|must|will|should|has)\\b)\\p{Ll})";
  private static final String SMALL = "([a-z])(?=[).]?[ \\t]*(?:\\n|$)|\\))";
  private static final Pattern LETTER = Pattern.compile(BRACKETED + "|" + CAPITAL + "|" + SMALL);

  private static final String FILLERS =
      "is|was|are|will be|would be|should be|must be|has to be|the|correct|right|option|choice|letter|hence|thus|therefore";
  private static final String GAP = "(?:[ \\t]*+(?:[:=,>\u2013\u2014-]++|\\.(?=[(A-Z])|(?i:" + FILLERS + ")\\b))*+(?:(?<=[:#])\\s++)?+[ \\t]*+";
  private static final String CUE = "####|(?i:(?<!\\b(?:each|every|other|wrong|incorrect) )\\b(?:answer\\b|ans\\b|(?:correct|right) (?:option|choice)\\b))";
  private static final Pattern STRONG = Pattern.compile("(?:" + CUE + ")" + GAP);

  private static final String VERDICT =
      "[ \\t]*+(?:is|must be|will be|has to be|should be)[ \\t]++(?:the |a |an |only |most |best )*+(?:correct|right|true|answer|best)\\b";
  private static final String ENDS_LINE = "\\.?[ \\t]*(?:\\n|$)";
  private static final Pattern WEAK =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?=[(\\[{]?[A-Z][)\\]}]?" + VERDICT + ")"
              + "|(?i:\\b(?:option|choice))[ \\t]*[:-]?[ \\t]*(?=[(\\[{]?[A-Za-z][)\\]}]?" + ENDS_LINE + ")");

  private static final String SEVERAL = "[ \\t]*+(?:,?[ \\t]*+\\b(?:or|and)\\b|[,/&])[ \\t]*+(?i:option |choice )?";
  private static final Pattern ANOTHER = Pattern.compile(SEVERAL + "(?:[(\\[{][A-Za-z][)\\]}]|[A-Z]" + NO_WORD + ")");
  private static final Pattern LAST_LETTER =
      Pattern.compile("(?:^|[=>:][ \\t]*|(?i:\\b(?:thus|so|hence|therefore)\\b[: ,]+))(?i:option |choice )?(?=\\S{1,4}$)");
  private static final Pattern BOXED = Pattern.compile("\\$?\\\\(?:boxed|text|textbf|mathrm)(?=\\{)");

  @Override
  public String name() {
    return "letter";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String extract(String completion, List<Option> options) {
    String text = plain(completion);
    Choice choice = last(STRONG, text, options);
    if (choice.state() == Choice.State.NOTHING) {
      choice = last(WEAK, text, options);
    }
    return (choice.state() == Choice.State.NOTHING ? lastLine(text, options) : choice).letter();
  }

  /** The text without marks of emphasis, and with plain spaces. */
  private static String plain(String completion) {
    String unmarked = BOXED.matcher(completion.replace("*", "").replace("`", "")).replaceAll("").replace("{{", "{").replace("}}", "}");
    return unmarked.replaceAll("[\u00A0\u2000-\u200A\u202F\u3000]", " ").replaceAll("[\u200B\u2060\uFEFF\\r]", "").strip();
  }

  /** What the last statement that says something says. */
  private static Choice last(Pattern statement, String text, List<Option> options) {
    Deque<Integer> ends = new ArrayDeque<>();
    for (Matcher at = statement.matcher(text); at.find(); ) {
      ends.push(at.end());
    }
    for (int end : ends) {
      Choice choice = stated(text, end, options);
      if (choice.state() != Choice.State.NOTHING) {
        return choice;
      }
    }
    return Choice.NOTHING;
  }

  /** What a statement says that names its answer at a place. */
  private static Choice stated(String text, int from, List<Option> options) {
    Matcher letter = LETTER.matcher(text).region(from, text.length());
    if (letter.lookingAt()) {
      boolean several = ANOTHER.matcher(text).region(letter.end(), text.length()).lookingAt();
      return several ? Choice.AMBIGUOUS : Choice.ofLetter(named(letter), options);
    }
    int end = text.indexOf('\n', from);
    return OptionTexts.chosen(text, from, end < 0 ? text.length() : end, options);
  }

  private static Choice lastLine(String text, List<Option> options) {
    int from = text.lastIndexOf('\n') + 1;
    for (Matcher start = LAST_LETTER.matcher(text).region(from, text.length()); start.find(); ) {
      Matcher letter = LETTER.matcher(text).region(start.end(), text.length());
      if (letter.lookingAt()) {
        return Choice.ofLetter(named(letter), options);
      }
    }
    return OptionTexts.chosen(text, from, text.length(), options);
  }

  private static String named(Matcher letter) {
    String found = letter.group(1) != null ? letter.group(1) : letter.group(2) != null ? letter.group(2) : letter.group(3);
    return found.toUpperCase(Locale.ROOT);
  }

  /** By letter; brackets and a point around the right one do not count. */
  @Override
  public boolean matches(String extracted, String gold) {
    return !extracted.isEmpty() && extracted.equals(bare(gold));
  }

  @Override
  public boolean canMatch(String gold, List<Option> options) {
    return bare(gold).matches("[A-Z]") && Choice.ofLetter(bare(gold), options).state() == Choice.State.ONE;
  }

  private static String bare(String gold) {
    return gold.replaceAll("[()\\[\\].\\s]", "");
  }
}
