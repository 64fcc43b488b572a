package dev.aftlab.experiments.spec.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The fields that a constraint over several fields reads: it is checked when these are valid, even
 * if other fields are not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReadsFields {
  /** Dotted paths, relative to the record. */
  String[] value();

  /**
   * Dotted path of the field that has to be corrected: the problem is reported there, with its
   * value before the constraint's message. Without it the problem is one of the whole record.
   */
  String subject() default "";
}
