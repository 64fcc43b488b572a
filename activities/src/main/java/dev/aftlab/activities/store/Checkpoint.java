package dev.aftlab.activities.store;

import java.nio.file.Path;

/**
 * A checkpoint that was found whole.
 *
 * @param folder its files
 * @param position the step to do next
 * @param epoch epoch of the lease under which it was written
 * @param deviceSeconds what the work before it cost
 */
public record Checkpoint(Path folder, long position, long epoch, double deviceSeconds) {}
