/**
 * The metric journal of a training and the trackers that it is sent to. A journal is part of
 * checkpoint and artifact, so a crash cannot bend a curve; trackers only ever see what is
 * committed. Uses {@code experiments} and the JDK; MLflow is known to its own package below alone.
 * Start reading at {@link dev.aftlab.activities.tracking.MetricJournal}, then {@link
 * dev.aftlab.activities.tracking.Tracker}.
 */
@NullMarked
package dev.aftlab.activities.tracking;

import org.jspecify.annotations.NullMarked;
