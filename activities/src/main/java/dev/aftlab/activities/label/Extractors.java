package dev.aftlab.activities.label;

import dev.aftlab.experiments.spec.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The extractors there are, by name. */
public final class Extractors {
  private static final Map<String, Extractor> ALL =
      byName(
          new NumericExtractor(), new StrictExtractor(), new FlexibleExtractor(), new DigitsExtractor(), new LetterExtractor(), new AnswerExtractor());

  private Extractors() {}

  /** All names. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * An extractor by its name.
   *
   * @throws UnknownExtractorException naming the nearest one and all that there are
   */
  public static Extractor named(String name) {
    Extractor extractor = ALL.get(name);
    if (extractor == null) {
      String nearest = Names.nearest(name, ALL.keySet()).map(near -> "; did you mean '" + near + "'?").orElse("");
      throw new UnknownExtractorException("label.extractor: is '" + name + "', which is not an extractor" + nearest + (nearest.isEmpty() ? "; there are " : " There are ") + String.join(", ", ALL.keySet()));
    }
    return extractor;
  }

  private static Map<String, Extractor> byName(Extractor... extractors) {
    Map<String, Extractor> all = new LinkedHashMap<>();
    for (Extractor extractor : extractors) {
      all.put(extractor.name(), extractor);
    }
    return Collections.unmodifiableMap(all);
  }
}
