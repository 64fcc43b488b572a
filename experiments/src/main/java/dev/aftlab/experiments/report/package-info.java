/**
 * Reports from per-item results: every number with its interval, its test and its source artifacts.
 * Pure functions of records; reads no store. Start reading at {@link
 * dev.aftlab.experiments.report.Reporter}.
 */
@NullMarked
package dev.aftlab.experiments.report;

import org.jspecify.annotations.NullMarked;
