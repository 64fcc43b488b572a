package dev.aftlab.experiments.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For a setting that says how another one works: it is left out of fingerprints where that one is
 * 0, since it changes nothing then.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FingerprintedWith {
  /** The other component of the record, a number. */
  String value();
}
