/**
 * What stands in the file system where a file is asked for, before it is opened. May use nothing
 * else of ours; everything that opens files that somebody named may use it. Start reading at {@link
 * dev.aftlab.activities.files.RegularFile}.
 */
package dev.aftlab.activities.files;
