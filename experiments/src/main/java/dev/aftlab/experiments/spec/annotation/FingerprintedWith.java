package dev.aftlab.experiments.spec.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the setting that a component depends on: the component is omitted from fingerprints where
 * that setting is 0, since it has no effect then.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FingerprintedWith {
  /** The other component of the record, a number. */
  String value();
}
