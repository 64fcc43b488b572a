/**
 * Formats of numbers and text. Must not depend on other packages of the product. Start reading at
 * {@link dev.aftlab.experiments.text.PrintableText}.
 */
package dev.aftlab.experiments.text;
