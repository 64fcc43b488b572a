/**
 * Randomness without state: a number is a pure function of a seed, a purpose and counters. Depends
 * on nothing. Start at {@link CounterRandom}.
 */
@NullMarked
package dev.aftlab.activities.lm.random;

import org.jspecify.annotations.NullMarked;
