/**
 * Checks what is at a path before it is opened. May use nothing else of ours; everything that opens
 * files named by a user may use it. Start reading at {@link
 * dev.aftlab.activities.files.RegularFile}.
 */
@NullMarked
package dev.aftlab.activities.files;

import org.jspecify.annotations.NullMarked;
