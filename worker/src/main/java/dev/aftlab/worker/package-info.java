/**
 * The command line and the wiring: which command does what, which Temporal server is used, which
 * workers run in this process. The only place that makes services. Nothing depends on it. Start
 * reading at {@link dev.aftlab.worker.Main}, then {@code RunCommand}.
 */
package dev.aftlab.worker;
