/**
 * How work reports its progress and learns that it is to stop: one listener and one exception for
 * the learner, the steps, the JSON-lines commands and planning. Must not depend on anything else of
 * the product. Start reading at {@link dev.aftlab.activities.progress.ProgressListener}.
 */
@NullMarked
package dev.aftlab.activities.progress;

import org.jspecify.annotations.NullMarked;
