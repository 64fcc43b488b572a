package dev.aftlab.activities.label;

import dev.aftlab.activities.dataset.Option;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strict rule of lm-evaluation-harness for GSM8K: the first {@code #### number}, as the harness
 * compares it.
 */
final class StrictExtractor implements Extractor {
  private static final Pattern ANSWER = Pattern.compile("#### (-?[0-9.,]+)");

  @Override
  public String name() {
    return "strict";
  }

  @Override
  public String extract(String completion, List<Option> options) {
    Matcher answer = ANSWER.matcher(completion);
    return answer.find() ? LmEvalNormalization.normalized(answer.group(1)) : "";
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
