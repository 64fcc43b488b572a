package dev.aftlab.experiments.spec.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value at which a component is omitted from fingerprints, for settings that were added later:
 * it keeps the earlier behaviour and fingerprints.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FingerprintDefault {
  /** The value as JSON. */
  String value();
}
