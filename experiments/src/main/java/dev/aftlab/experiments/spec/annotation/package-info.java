/**
 * Annotations on the records of the language: defaults, short forms, and what is part of a
 * fingerprint. Must not depend on other packages of the product. Start reading at {@link
 * dev.aftlab.experiments.spec.annotation.Default}.
 */
@NullMarked
package dev.aftlab.experiments.spec.annotation;

import org.jspecify.annotations.NullMarked;
