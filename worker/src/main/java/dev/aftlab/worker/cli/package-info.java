/**
 * What commands share: context of an invocation, exit codes, errors, signals, output. Must not
 * depend on commands. Start reading at {@link dev.aftlab.worker.cli.CommandContext}.
 */
@NullMarked
package dev.aftlab.worker.cli;

import org.jspecify.annotations.NullMarked;
