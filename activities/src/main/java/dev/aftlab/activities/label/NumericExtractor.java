package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that a completion gives as its answer, compared by value.
 *
 * <p>After the last cue ({@code ####}, {@code A:}, {@code answer:}, {@code answer is}) it is the last number of the first line that has one, so
 * that a model that runs on into another question is judged by its answer to this one. Without a cue it is the last number of all. Currency,
 * thousands commas and spaces, percent signs, unit words, and Unicode's minus signs and spaces are understood; a fraction or a number word such
 * as {@code 1.8 billion} is no plain number: after a cue it gives no answer, without one it is passed over. A minus between two numbers is an
 * operator.
 */
final class NumericExtractor implements Extractor {
  private static final Pattern CUE = Pattern.compile("####|(?<![A-Za-z])A:|(?i:answer(?: is)?:|answer is)");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.])(-?)(\\s?)(?:(?:[$€£¥₹]|Rs\\.?|USD|EUR|GBP)\\s?)?(-?)((?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\\.[0-9]++)?|\\.[0-9]++)");
  private static final Pattern NOT_PLAIN = Pattern.compile("\\s*(?:/\\s*[0-9]|(?:hundred|thousand|million|billion|trillion)\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DASH = Pattern.compile("[\u2212\u2010\u2011\u2013\uFE63\uFF0D]");
  private static final Pattern INVISIBLE = Pattern.compile("[\u200B\u2060\uFEFF]");
  private static final Pattern WIDE_SPACE = Pattern.compile("[\u00A0\u2000-\u200A\u202F\u3000]");
  private static final Pattern SPACED_THOUSANDS = Pattern.compile("(?<=[0-9])[\u00A0\u2007\u2009\u202F](?=[0-9]{3}(?![0-9]))");

  private static final String OPERAND_END = "0123456789)%";
  private static final String WORD_END = OPERAND_END + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,";

  @Override
  public String name() {
    return "numeric";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String extract(String completion, List<Option> options) {
    String text = plain(completion);
    int from = -1;
    for (Matcher cue = CUE.matcher(text); cue.find(); ) {
      from = cue.end();
    }
    return from < 0 ? last(text, false) : last(lineWithNumber(text.substring(from)), true);
  }

  /** The text with Unicode's variants of minus and space written as ASCII. */
  private static String plain(String text) {
    String dashed = DASH.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll("-");
    return WIDE_SPACE.matcher(SPACED_THOUSANDS.matcher(dashed).replaceAll("")).replaceAll(" ");
  }

  private static String lineWithNumber(String text) {
    for (String line : text.split("\n", -1)) {
      if (NUMBER.matcher(line).find()) {
        return line;
      }
    }
    return "";
  }

  private static String last(String text, boolean cued) {
    String last = "";
    for (Matcher number = NUMBER.matcher(text); number.find(); ) {
      boolean plain = !NOT_PLAIN.matcher(text).region(number.end(), text.length()).lookingAt() && !endsIn(text, number.start(), "/");
      String digits = number.group(4).replace(",", "");
      last = plain ? (negative(text, number) ? "-" : "") + digits : cued ? "" : last;
    }
    return last;
  }

  /** A sign before or after the currency; one that stands apart counts only where no word, number or bracket is before it. */
  private static boolean negative(String text, Matcher number) {
    boolean before = !number.group(1).isEmpty();
    boolean apart = !number.group(2).isEmpty();
    boolean operator = before && endsIn(text, number.start(), apart ? WORD_END : OPERAND_END);
    return !number.group(3).isEmpty() || before && !operator;
  }

  /** Whether the last character before a place, spaces aside, is one of these. */
  private static boolean endsIn(String text, int end, String characters) {
    int at = end - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at >= 0 && characters.indexOf(text.charAt(at)) >= 0;
  }

  @Override
  public boolean matches(String extracted, String gold) {
    String right = extract(gold, List.of());
    return !extracted.isEmpty() && !right.isEmpty() && new BigDecimal(extracted).compareTo(new BigDecimal(right)) == 0;
  }

  @Override
  public boolean canMatch(String gold, List<Option> options) {
    return !extract(gold).isEmpty();
  }
}
