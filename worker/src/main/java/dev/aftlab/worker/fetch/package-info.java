/**
 * Downloads public data sets and models, or copies them from local files, verified by pinned
 * checksums. Must not depend on experiments. Start reading at {@link
 * dev.aftlab.worker.fetch.Fetch}.
 */
@NullMarked
package dev.aftlab.worker.fetch;

import org.jspecify.annotations.NullMarked;
