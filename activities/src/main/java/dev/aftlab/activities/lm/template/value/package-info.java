/**
 * Values of the template language and their operations, as Python defines them. Must not know the
 * syntax or the interpreter. Start reading at {@link
 * dev.aftlab.activities.lm.template.value.Value}.
 */
@NullMarked
package dev.aftlab.activities.lm.template.value;

import org.jspecify.annotations.NullMarked;
