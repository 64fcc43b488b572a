/**
 * Storage of artifacts: manifests that are created and never replaced, leases with epochs,
 * checkpoints, shards, plans and run records. Uses {@code experiments} and the JDK only; must not
 * know Temporal or the learner. Start reading at {@link dev.aftlab.activities.store.Store}.
 */
@NullMarked
package dev.aftlab.activities.store;

import org.jspecify.annotations.NullMarked;
