/**
 * Reads a run's results from the store for the report. Must not know Temporal. Start reading at
 * {@link dev.aftlab.activities.report.ReportReader}.
 */
@NullMarked
package dev.aftlab.activities.report;

import org.jspecify.annotations.NullMarked;
