/**
 * Generates arithmetic word problems with solutions from a seed. Start reading at {@link
 * dev.aftlab.activities.dataset.arithmetic.ArithmeticQuestions}.
 */
@NullMarked
package dev.aftlab.activities.dataset.arithmetic;

import org.jspecify.annotations.NullMarked;
