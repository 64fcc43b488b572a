/**
 * Reads experiments from YAML and options, and reports all problems at once with file and line.
 * Must not depend on plans. Start reading at {@link dev.aftlab.experiments.spec.reader.SpecReader}.
 */
@NullMarked
package dev.aftlab.experiments.spec.reader;

import org.jspecify.annotations.NullMarked;
