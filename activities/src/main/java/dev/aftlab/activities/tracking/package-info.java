/**
 * The metric journal of a training and the trackers that mirror it. A journal is part of checkpoint and artifact, so a crash cannot bend a curve;
 * trackers only ever see what is committed. Uses {@code experiments} and the JDK. Start reading at
 * {@link dev.aftlab.activities.tracking.MetricJournal}.
 */
package dev.aftlab.activities.tracking;
