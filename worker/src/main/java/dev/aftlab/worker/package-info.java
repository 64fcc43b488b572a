/**
 * The command line and the composition root: commands, the Temporal server that is used, the
 * workers of this process. The only module that creates services. Nothing depends on it. Start
 * reading at {@link dev.aftlab.worker.Main}, then {@code RunCommand}.
 */
@NullMarked
package dev.aftlab.worker;

import org.jspecify.annotations.NullMarked;
