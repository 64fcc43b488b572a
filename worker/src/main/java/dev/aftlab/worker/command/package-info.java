/**
 * One class per command, with its options. Start reading at {@link
 * dev.aftlab.worker.command.RunCommand}.
 */
package dev.aftlab.worker.command;
