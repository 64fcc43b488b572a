/**
 * The seam to the engine that computes: models that generate and score, and models that are
 * trained. Interfaces and records of plain arrays; must not depend on an engine's own types. Start
 * reading at {@link dev.aftlab.activities.lm.engine.LearnerSession}; DJL's implementation is in
 * {@code lm.djl}.
 */
@NullMarked
package dev.aftlab.activities.lm.engine;

import org.jspecify.annotations.NullMarked;
