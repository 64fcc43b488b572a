/**
 * The learner: language models of the Llama family, trained, sampled and scored in plain Java over
 * arrays, by an engine behind an interface. It knows no workflow, tracker, clock or store; failures
 * are the exception types of this package. Start reading at {@code lm.engine.ModelEngine}, then
 * {@code lm.train.Trainer}; at {@code lm.djl.DjlEngine} for what computes.
 */
@NullMarked
package dev.aftlab.activities.lm;

import org.jspecify.annotations.NullMarked;
