/**
 * Failures that steps and commands share and that are not a package's own. Depends on nothing of
 * ours. Start reading at {@link dev.aftlab.activities.failure.CorruptInputException}.
 */
@NullMarked
package dev.aftlab.activities.failure;

import org.jspecify.annotations.NullMarked;
