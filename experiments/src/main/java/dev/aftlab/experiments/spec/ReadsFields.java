package dev.aftlab.experiments.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The fields that a constraint over several fields looks at: where these are well it is checked,
 * whatever else of the record is wrong.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReadsFields {
  /** Dotted paths from the record on. */
  String[] value();
}
