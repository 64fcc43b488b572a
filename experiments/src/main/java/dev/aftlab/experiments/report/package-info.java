/**
 * Tables made of per-item results: every number with its interval, its test and the artifacts it
 * comes from. Pure functions of records; reads no store. Start reading at {@link
 * dev.aftlab.experiments.report.Reporter}.
 */
@NullMarked
package dev.aftlab.experiments.report;

import org.jspecify.annotations.NullMarked;
