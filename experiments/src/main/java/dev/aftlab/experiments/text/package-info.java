/**
 * Formats of numbers and text. Must not depend on other packages of the product. Start reading at
 * {@link dev.aftlab.experiments.text.PrintableText}.
 */
@NullMarked
package dev.aftlab.experiments.text;

import org.jspecify.annotations.NullMarked;
