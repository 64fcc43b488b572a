package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digits between the first {@code ####} and the end; anything else between them and there is no
 * answer.
 */
final class DigitsExtractor implements Extractor {
  private static final String CUE = "####";
  private static final Pattern ANSWER = Pattern.compile("\\s*([0-9](?: ?[0-9])*+)\\s*");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public String extract(String completion, List<Option> options) {
    int cue = completion.indexOf(CUE);
    if (cue < 0) {
      return "";
    }
    Matcher answer = ANSWER.matcher(completion.substring(cue + CUE.length()));
    return answer.matches() ? answer.group(1).replace(" ", "") : "";
  }

  /**
   * By value: leading zeros do not count. A right answer that is not made of digits is never
   * matched.
   */
  @Override
  public boolean matches(String extracted, String gold) {
    return !extracted.isEmpty()
        && LEADING_ZEROS
            .matcher(extracted)
            .replaceFirst("")
            .equals(LEADING_ZEROS.matcher(gold).replaceFirst(""));
  }

  @Override
  public boolean canMatch(String gold, List<Option> options) {
    return options.isEmpty() && matches(extract(CUE + gold), gold);
  }
}
