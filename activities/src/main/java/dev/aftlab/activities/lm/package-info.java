/**
 * The learner: language models of the Llama family, trained, sampled and scored in plain Java over
 * arrays. It knows no workflow, tracker, clock or store; failures are the exception types of this
 * package. Start reading at {@code lm.model.CausalModel}, then {@code lm.train.Trainer}.
 */
@NullMarked
package dev.aftlab.activities.lm;

import org.jspecify.annotations.NullMarked;
