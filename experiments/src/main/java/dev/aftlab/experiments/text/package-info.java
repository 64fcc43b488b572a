/**
 * Numbers and text as people read them. Depends on nothing of ours. Start reading at {@link
 * dev.aftlab.experiments.text.PrintableText}.
 */
package dev.aftlab.experiments.text;
