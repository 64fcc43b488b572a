/**
 * The language of chat templates: Jinja2 as transformers sets it up, over Python's values. Either
 * renders exactly what they render, or says what it does not know and in which line. Knows the JDK
 * and Jackson's trees alone: no model, no file, no clock. Begin at {@link
 * dev.aftlab.activities.lm.template.Template}.
 */
@NullMarked
package dev.aftlab.activities.lm.template;

import org.jspecify.annotations.NullMarked;
