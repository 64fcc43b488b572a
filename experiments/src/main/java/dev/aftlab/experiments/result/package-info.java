/**
 * The results of steps: manifests, item records, costs, and their JSON. Must not depend on readers
 * of specs, engines or servers. Start reading at {@link dev.aftlab.experiments.result.Manifest}.
 */
@NullMarked
package dev.aftlab.experiments.result;

import org.jspecify.annotations.NullMarked;
