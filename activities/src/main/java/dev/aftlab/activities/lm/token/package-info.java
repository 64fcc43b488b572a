/**
 * Text to token ids and back, with a model folder's own tokenizer. Must not depend on models or
 * data. Start at {@link Tokenizer}.
 */
@NullMarked
package dev.aftlab.activities.lm.token;

import org.jspecify.annotations.NullMarked;
