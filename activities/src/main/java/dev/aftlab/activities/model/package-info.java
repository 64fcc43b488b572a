/**
 * Base and trained models and their prompts: where a model's files are, which folders may be read,
 * and how questions become tokens. Must not know Temporal or how steps run. Start reading at {@link
 * dev.aftlab.activities.model.BaseModels}.
 */
@NullMarked
package dev.aftlab.activities.model;

import org.jspecify.annotations.NullMarked;
