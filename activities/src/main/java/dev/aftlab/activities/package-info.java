/**
 * The adapters that Temporal calls: unpack, call, heartbeat, translate failures. The only package
 * of this module that depends on Temporal. What a step does is in {@link
 * dev.aftlab.activities.step}. Start reading at {@link dev.aftlab.worker.runtime.ActivityRuntime}.
 */
@NullMarked
package dev.aftlab.activities;

import org.jspecify.annotations.NullMarked;
