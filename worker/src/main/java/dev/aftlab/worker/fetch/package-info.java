/**
 * Brings public data sets and models into a folder: from their publishers' addresses, or from files
 * that were brought by hand, always checked against pinned checksums. Knows nothing of experiments.
 * Start reading at {@link dev.aftlab.worker.fetch.Fetch}.
 */
package dev.aftlab.worker.fetch;
