package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flexible rule of lm-evaluation-harness for GSM8K: the last thing that looks like a number, as
 * the harness compares it.
 */
final class FlexibleExtractor implements Extractor {
  private static final Pattern NUMBER = Pattern.compile("(-?[$0-9.,]{2,})|(-?[0-9]+)");

  @Override
  public String name() {
    return "flexible";
  }

  @Override
  public String extract(String completion, List<Option> options) {
    Matcher number = NUMBER.matcher(completion);
    String last = "";
    while (number.find()) {
      last = number.group();
    }
    return LmEvalNormalization.normalized(last);
  }

  @Override
  public boolean matches(String extracted, String gold) {
    return LmEvalNormalization.matches(extracted, gold);
  }

  @Override
  public boolean canMatch(String gold, List<Option> options) {
    return options.isEmpty() && matches(extract(LmEvalNormalization.stated(gold)), gold);
  }
}
