/**
 * Reads the results that a run left in the store and hands them to the report. Must not know
 * Temporal. Start reading at {@link dev.aftlab.activities.report.ReportReader}.
 */
package dev.aftlab.activities.report;
