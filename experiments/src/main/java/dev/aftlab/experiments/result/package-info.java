/**
 * What steps leave behind: manifests, item records, costs, and the JSON they are written in. Must
 * not depend on specs' readers, engines or servers. Start reading at {@link
 * dev.aftlab.experiments.result.Manifest}.
 */
@NullMarked
package dev.aftlab.experiments.result;

import org.jspecify.annotations.NullMarked;
