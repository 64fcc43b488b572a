/**
 * How each kind of step is done: its inputs read from the store, the learner, readers and
 * extractors called, its files written. Plain Java over artifacts; must not know Temporal. Start
 * reading at {@link dev.aftlab.activities.step.TrainStep}.
 */
@NullMarked
package dev.aftlab.activities.step;

import org.jspecify.annotations.NullMarked;
