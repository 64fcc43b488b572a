package dev.aftlab.activities.label;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The digits between the first {@code ####} and the end; anything else between them and there is no answer. */
final class DigitsExtractor implements Extractor {
  private static final Pattern ANSWER = Pattern.compile("\\s*([0-9](?: ?[0-9])*)\\s*");

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String extract(String completion) {
    int cue = completion.indexOf("####");
    if (cue < 0) {
      return "";
    }
    Matcher answer = ANSWER.matcher(completion.substring(cue + 4));
    return answer.matches() ? answer.group(1).replace(" ", "") : "";
  }

  @Override
  public boolean matches(String extracted, String gold) {
    return !extracted.isEmpty() && new java.math.BigInteger(extracted).equals(new java.math.BigInteger(gold));
  }
}
