/**
 * What all commands share: the context of an invocation, exit codes, errors, signals, output. Must
 * not know single commands. Start reading at {@link dev.aftlab.worker.cli.CommandContext}.
 */
package dev.aftlab.worker.cli;
