/**
 * From the text of a template to statements and expressions. Must not evaluate anything. Start
 * reading at {@link dev.aftlab.activities.lm.template.syntax.StatementParser}.
 */
@NullMarked
package dev.aftlab.activities.lm.template.syntax;

import org.jspecify.annotations.NullMarked;
