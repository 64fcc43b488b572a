package dev.aftlab.experiments.spec.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the default variant of a choice: a mapping without {@code type} selects it, and its type is
 * omitted from fingerprints, which therefore do not change.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DefaultVariant {}
