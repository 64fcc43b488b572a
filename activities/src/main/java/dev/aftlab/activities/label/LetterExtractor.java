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
 * <p>Statements are read from the last to the first, strong ones ({@code ####}, {@code answer},
 * {@code correct option}) before weak ones ({@code B is correct}, {@code option B} at the end of a
 * line), and the first that names an option decides: by a letter ({@code (C)}, {@code C)}, {@code
 * C.}, {@code C}), or by the option's text. A statement that names several options, or the text
 * that two options share, is ambiguous and gives none. Where nothing is stated, the last line
 * decides, if it is a letter, the text of an option, or ends in one of them after an equals sign;
 * else the one line that is a letter with its option's text ({@code C) cherry}). A letter whose
 * text is another option's is ambiguous, too.
 *
 * <p>A completion ends where the next question begins ({@link OwnAnswer}). A letter that the
 * question does not offer is no answer. A small letter counts in brackets or alone; {@code A} and
 * {@code I} before a word in small letters are words.
 */
final class LetterExtractor implements Extractor {
  private static final String NO_WORD = "(?![\\p{L}\\p{N}'\u2019]|-\\w)";
  private static final String OPENING = "[(\\[{<\"'\u201C\u201D\u2018\u2019\u300C\u300E]";
  private static final String CLOSING = "[)\\]}>\"'\u201C\u201D\u2018\u2019\u300D\u300F]";
  private static final String BRACKETED =
      OPENING + "{1,3}[ \\t]?([A-Za-z])[ \\t]?" + CLOSING + "{1,3}";
  private static final String CAPITAL =
      OPENING
          + "{0,3}([A-Z])"
          + NO_WORD
          + "(?!(?<=[AI])[ \\t]+(?!(?:is|was|must|will|should|has)\\b)\\p{Ll})";
  private static final String SMALL = "([a-z])(?=[).]?[ \\t]*(?:\\n|$)|\\))";
  private static final Pattern LETTER = Pattern.compile(BRACKETED + "|" + CAPITAL + "|" + SMALL);

  private static final String FILLERS =
      "is|was|are|will be|would be|should be|must be|has to be|seems to be|appears to be"
          + "|the|correct|right|option|choice|letter|hence|thus|therefore"
          + "|clearly|most likely|likely|probably|definitely|simply|indeed|obviously";
  private static final String GAP =
      "(?:[ \\t]*+(?:[:=,>\u2192\u21D2\u2013\u2014-]++|\\.(?=[(A-Z])|(?i:"
          + FILLERS
          + ")\\b))*+(?:(?<=[:#])\\s++)?+[ \\t]*+";
  private static final String CHINESE =
      "\u6B63\u786E\u9009\u9879(?:\u662F|\u4E3A)?|\u7B54\u6848(?:\u662F|\u4E3A|\u70BA"
          + "|[\u9009\u9078](?:\u62E9)?)?|(?:\u6545|\u5E94|\u61C9|\u6240\u4EE5"
          + "|\u56E0\u6B64)[\u9009\u9078](?:\u62E9)?";

  /** {@code A:} at a line's beginning, but for the first of several options. */
  private static final String TURN =
      "(?m:^[ \\t>#-]*+A[ \\t]?:(?![^\\n]*+\\n[ \\t]*+B[ \\t]?[:).]))";

  /**
   * What a cue is about ({@code answer to the question is}), or the quotation mark behind a name of
   * JSON.
   */
  private static final String ABOUT =
      "(?:(?i: (?:to|for)\\b[^.:=\\n]{0,80}?(?= (?:is|was|(?:will|would|should|must) "
          + "be)\\b))|[\"'](?=[ \\t]?:))?+";

  private static final String CUE =
      "####|(?i:(?<!\\b(?:each|every|other|wrong|incorrect) )\\b(?:answer\\b|ans\\b\\.?|"
          + "(?:correct|right|best) (?:option|choice|letter)\\b))"
          + ABOUT
          + "|"
          + CHINESE
          + "|"
          + TURN;
  private static final Pattern STRONG = Pattern.compile("(?:" + CUE + ")" + GAP);

  private static final String VERDICT =
      "[ \\t]*+(?:is|must be|will be|has to be|should be)[ \\t]++(?:the |a |an |only "
          + "|most |best )*+(?:correct|right|true|answer|best)\\b";
  private static final String ENDS_LINE = "\\.?[ \\t]*(?:\\n|$)";
  private static final Pattern WEAK =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?<![A-Z],? ?(?:or |and )?)(?=[(\\[{]?[A-Z][)\\]}]?"
              + VERDICT
              + ")"
              + "|(?:(?i:\\b(?:option|choice|choose|chose|pick|select|go with|it is|it's"
              + "|it (?:should|must|would|has to) be|one is))"
              + "|[\u9009\u9078][\u62E9\u64C7]?)[ \\t]*[:-]?[ \\t]*"
              + "(?=[(\\[{]?[A-Za-z][)\\]}]?"
              + ENDS_LINE
              + ")");

  private static final String SEVERAL =
      "[ \\t]*+(?:,?[ \\t]*+\\b(?:or|and)\\b|[,/&])[ \\t]*+(?i:option |choice )?";
  private static final Pattern ANOTHER =
      Pattern.compile(SEVERAL + "(?:[(\\[{][A-Za-z][)\\]}]|[A-Z]" + NO_WORD + ")");
  private static final Pattern LAST_LETTER =
      Pattern.compile(
          "(?:^|[=>:][ \\t]*|(?i:\\b(?:thus|so|hence|therefore)\\b[: ,]+))(?i:option "
              + "|choice )?(?=\\S{1,6}$)");

  private static final Pattern BOX = Pattern.compile("\\\\f?boxed(?![A-Za-z])");
  private static final Pattern TEXT_COMMAND =
      Pattern.compile(
          "\\$?\\\\(?:text|textbf|textrm|textit|mathrm|mathbf|mathit|mbox|bf|rm)(?=[ {])");
  private static final Pattern TAG =
      Pattern.compile("</?(?:b|i|u|p|em|strong|span|div|br|code)(?: [^<>\\n]{0,60})?/?>");
  private static final Pattern FORMULA =
      Pattern.compile("\\$\\$? ?(" + OPENING + "?[A-Za-z]" + CLOSING + "?)[ .]?\\$\\$?");
  private static final Pattern DENIED =
      Pattern.compile(
          "(?i:not)[ \\t]++"
              + OPENING
              + "?[A-Za-z]"
              + CLOSING
              + "?[ \\t]*+,?[ \\t]*+(?i:but)\\b[ \\t]*+"
              + "(?i:rather |instead |is |option )?+");
  private static final Pattern LABEL =
      Pattern.compile(
          "[ \\t>#-]*+(?:(?i:option|choice|answer)[ \\t]++)?+(?:"
              + OPENING
              + "([A-Za-z])"
              + CLOSING
              + "|([A-Za-z])(?:[ \\t]?[).:\u3001]|(?<=[A-Z])(?:,| [\u2013\u2014-])(?= )))[ \\t]*+");
  private static final Pattern BEFORE_TEXT = Pattern.compile("[ \\t>#-]*+([B-HJ-Z])[ \\t]++");
  private static final Pattern BARE =
      Pattern.compile(
          "[ \\t>#-]*+(?:"
              + OPENING
              + "{1,3}([A-Za-z])"
              + CLOSING
              + "{1,3}|([A-Z]))[).:!,]?[ \\t]*+");
  private static final Pattern BEHIND_TEXT =
      Pattern.compile(OPENING + "([A-Z])" + CLOSING + "[.!]?[ \\t]*+$");

  /** A bracketed letter at the end of a line, with a point and some blanks. */
  private static final int LONGEST_LETTER = 20;

  @Override
  public String name() {
    return "letter";
  }

  @Override
  public String extract(String completion, List<Option> options) {
    String text = plain(OwnAnswer.of(completion));
    OptionMatch choice = last(STRONG, text, options);
    if (choice.state() == OptionMatch.State.NOTHING) {
      choice = last(WEAK, text, options);
    }
    if (choice.state() == OptionMatch.State.NOTHING) {
      choice = lastLine(text, options);
    }
    return (choice.state() == OptionMatch.State.NOTHING ? onlyLabelled(text, options) : choice)
        .letter();
  }

  /**
   * The text without marks of emphasis and formulas, with plain spaces and letters of plain width;
   * a box is the cue that it is.
   */
  private static String plain(String completion) {
    StringBuilder narrow = new StringBuilder(completion.length());
    completion.chars().forEach(c -> narrow.append(NumberText.narrow((char) c)));
    String bare =
        narrow
            .toString()
            .replace("*", "")
            .replace("`", "")
            .replace("\\(", "")
            .replace("\\)", "")
            .replace("\\[", "")
            .replace("\\]", "");
    String texts = TEXT_COMMAND.matcher(TAG.matcher(bare).replaceAll("")).replaceAll("");
    String unmarked =
        BOX.matcher(FORMULA.matcher(texts).replaceAll("$1"))
            .replaceAll("####")
            .replace("{{", "{")
            .replace("}}", "}");
    return unmarked
        .replaceAll("[\u00A0\u2000-\u200A\u202F\u3000]", " ")
        .replaceAll("[\u200B\u2060\uFEFF]", "")
        .strip();
  }

  /** What the last statement that says something says. A statement ends where the next begins. */
  private static OptionMatch last(Pattern statement, String text, List<Option> options) {
    Deque<int[]> places = new ArrayDeque<>();
    for (Matcher at = statement.matcher(text); at.find(); ) {
      places.push(new int[] {at.start(), at.end()});
    }
    int limit = text.length();
    for (int[] place : places) {
      OptionMatch choice = stated(text, place[1], limit, options);
      if (choice.state() != OptionMatch.State.NOTHING) {
        return choice;
      }
      limit = place[0];
    }
    return OptionMatch.NOTHING;
  }

  /** The option that a statement names at a position. */
  private static OptionMatch stated(String text, int start, int limit, List<Option> options) {
    Matcher denied = DENIED.matcher(text).region(start, text.length());
    int from = denied.lookingAt() ? denied.end() : start;
    int line = from < limit ? text.indexOf('\n', from, limit) : -1;
    int end = line < 0 ? Math.max(limit, from) : line;
    Matcher letter = LETTER.matcher(text).region(from, text.length());
    if (!letter.lookingAt()) {
      OptionMatch chosen = OptionTexts.chosen(text, from, end, options);
      return chosen.state() == OptionMatch.State.NOTHING
          ? behindText(text, from, end, options)
          : chosen;
    }
    if (ANOTHER.matcher(text).region(letter.end(), text.length()).lookingAt()) {
      return OptionMatch.AMBIGUOUS;
    }
    String named = named(letter);
    boolean contradicted =
        letter.end() < end && OptionTexts.contradict(text, letter.end(), end, named, options);
    return contradicted ? OptionMatch.AMBIGUOUS : OptionMatch.ofLetter(named, options);
  }

  /** An option's text with its letter behind it: {@code cherry (C)}. */
  private static OptionMatch behindText(String text, int from, int end, List<Option> options) {
    Matcher letter = BEHIND_TEXT.matcher(text).region(Math.max(from, end - LONGEST_LETTER), end);
    if (!letter.find()) {
      return OptionMatch.NOTHING;
    }
    OptionMatch before = OptionTexts.chosen(text, from, letter.start(), options);
    boolean contradicted =
        before.state() == OptionMatch.State.ONE && !before.letter().equals(letter.group(1));
    return contradicted ? OptionMatch.AMBIGUOUS : before;
  }

  private static OptionMatch lastLine(String text, List<Option> options) {
    int from = text.lastIndexOf('\n') + 1;
    for (Matcher start = LAST_LETTER.matcher(text).region(from, text.length()); start.find(); ) {
      Matcher letter = LETTER.matcher(text).region(start.end(), text.length());
      if (letter.lookingAt()) {
        return OptionMatch.ofLetter(named(letter), options);
      }
    }
    return OptionTexts.chosen(text, from, text.length(), options);
  }

  /**
   * The one option that lines are: its letter alone, or with its own text behind it. Several such
   * lines repeat the question.
   */
  private static OptionMatch onlyLabelled(String text, List<Option> options) {
    OptionMatch only = OptionMatch.NOTHING;
    int end;
    for (int from = 0; from <= text.length(); from = end + 1) {
      int line = text.indexOf('\n', from);
      end = line < 0 ? text.length() : line;
      OptionMatch labelled = labelled(text, from, end, options);
      if (only.state() == OptionMatch.State.NOTHING) {
        only = labelled;
      } else if (labelled.state() != OptionMatch.State.NOTHING && !labelled.equals(only)) {
        return OptionMatch.AMBIGUOUS;
      }
    }
    return only;
  }

  private static OptionMatch labelled(String text, int from, int end, List<Option> options) {
    Matcher bare = BARE.matcher(text).region(from, end);
    if (bare.matches()) {
      return OptionMatch.ofLetter(named(bare), options);
    }
    Matcher label = LABEL.matcher(text).region(from, end);
    if (!label.lookingAt()) {
      Matcher letter = BEFORE_TEXT.matcher(text).region(from, end);
      boolean said =
          letter.lookingAt()
              && OptionTexts.chosen(text, letter.end(), end, options)
                  .equals(OptionMatch.of(letter.group(1)));
      return said ? OptionMatch.of(letter.group(1)) : OptionMatch.NOTHING;
    }
    String letter = named(label);
    boolean own =
        options.isEmpty()
            ? end == text.length() && from == 0
            : OptionTexts.begins(text, label.end(), end, letter, options);
    return own ? OptionMatch.ofLetter(letter, options) : OptionMatch.NOTHING;
  }

  private static String named(Matcher letter) {
    String found =
        letter.group(1) != null
            ? letter.group(1)
            : letter.group(2) != null ? letter.group(2) : letter.group(3);
    return found.toUpperCase(Locale.ROOT);
  }

  /** By letter; brackets and a point around the right one do not count. */
  @Override
  public boolean matches(String extracted, String gold) {
    return !extracted.isEmpty() && extracted.equals(bare(gold));
  }

  @Override
  public boolean canMatch(String gold, List<Option> options) {
    return bare(gold).matches("[A-Z]")
        && OptionMatch.ofLetter(bare(gold), options).state() == OptionMatch.State.ONE;
  }

  private static String bare(String gold) {
    return gold.replaceAll("[()\\[\\].\\s]", "");
  }
}
