/**
 * Checks and pins the inputs of an experiment before anything runs: data, samples, models. Must not
 * know Temporal or the store. Start reading at {@link dev.aftlab.activities.input.InputCheck}.
 */
@NullMarked
package dev.aftlab.activities.input;

import org.jspecify.annotations.NullMarked;
