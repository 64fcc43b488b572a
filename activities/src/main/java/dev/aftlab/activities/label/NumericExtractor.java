package dev.aftlab.activities.label;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that a completion gives as its answer, by value: the last number after the last cue ({@code ####}, {@code A:}, {@code answer is}), or the
 * last number at all when there is no cue. Currency signs, thousands commas, percent signs, unit words, Unicode minus signs and spaces are understood;
 * a fraction or a number word such as {@code 1.8 billion} after a cue is no plain number and gives no answer.
 */
final class NumericExtractor implements Extractor {
  private static final Pattern CUE = Pattern.compile("####|(?<![A-Za-z])A:|answer is:?|answer:", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.])(-?)\\s?[$€£]?\\s?(-?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?|\\.[0-9]+)(?![0-9])");
  private static final Pattern NOT_PLAIN = Pattern.compile("^\\s*(?:/\\s*[0-9]|(?:hundred|thousand|million|billion|trillion)\\b)", Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "numeric";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String extract(String completion) {
    String text = completion.replaceAll("[\u2212\u2013\u2010\u2011]", "-").replaceAll("[\u00A0\u2009\u202F\u2007\u200B]", " ");
    Matcher cue = CUE.matcher(text);
    int from = 0;
    boolean cued = false;
    while (cue.find()) {
      from = cue.end();
      cued = true;
    }
    return last(text.substring(from), cued);
  }

  private static String last(String text, boolean cued) {
    Matcher number = NUMBER.matcher(text);
    String last = "";
    while (number.find()) {
      boolean plain = !NOT_PLAIN.matcher(text.substring(number.end())).find();
      boolean denominator = number.start() > 0 && text.substring(0, number.start()).stripTrailing().endsWith("/");
      boolean negative = !number.group(1).isEmpty() != !number.group(2).isEmpty() && !isSubtraction(text, number.start());
      last = plain && !denominator ? (negative ? "-" : "") + number.group(3).replace(",", "") : cued ? "" : last;
    }
    return last;
  }

  /** In {@code 5 - 3} the sign before 3 is an operator. */
  private static boolean isSubtraction(String text, int start) {
    String before = text.substring(0, start).stripTrailing();
    return !before.isEmpty() && (Character.isDigit(before.charAt(before.length() - 1)) || before.endsWith(")"));
  }

  @Override
  public boolean matches(String extracted, String gold) {
    if (extracted.isEmpty()) {
      return false;
    }
    String right = extract(gold);
    return !right.isEmpty() && new BigDecimal(extracted).compareTo(new BigDecimal(right)) == 0;
  }
}
