package dev.aftlab.experiments.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For a setting that was added later: at this value, which keeps the old behaviour, it is left out
 * of fingerprints, so that old ones stay.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FingerprintDefault {
  /** The value as JSON. */
  String value();
}
