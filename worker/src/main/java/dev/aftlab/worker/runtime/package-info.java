/**
 * The composition root: the only place that creates services, activities and workers. Start reading
 * at {@link dev.aftlab.worker.runtime.ActivityRuntime}.
 */
@NullMarked
package dev.aftlab.worker.runtime;

import org.jspecify.annotations.NullMarked;
