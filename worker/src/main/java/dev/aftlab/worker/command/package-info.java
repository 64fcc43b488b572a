/**
 * One class per command, with its options. Start reading at {@link
 * dev.aftlab.worker.command.RunCommand}.
 */
@NullMarked
package dev.aftlab.worker.command;

import org.jspecify.annotations.NullMarked;
