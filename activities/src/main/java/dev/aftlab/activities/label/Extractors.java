package dev.aftlab.activities.label;

import dev.aftlab.experiments.spec.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The extractors there are, by name. */
public final class Extractors {
  private static final Map<String, Extractor> ALL = new LinkedHashMap<>();

  static {
    for (Extractor extractor : new Extractor[] {new NumericExtractor(), new StrictExtractor(), new FlexibleExtractor(), new DigitsExtractor()}) {
      ALL.put(extractor.name(), extractor);
    }
  }

  private Extractors() {}

  /** All names. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * An extractor by its name.
   *
   * @throws UnknownExtractorException naming the nearest one there is
   */
  public static Extractor named(String name) {
    Extractor extractor = ALL.get(name);
    if (extractor == null) {
      throw new UnknownExtractorException("label.extractor: is '" + name + "', which is not an extractor" + Names.hint(name, ALL.keySet()));
    }
    return extractor;
  }
}
