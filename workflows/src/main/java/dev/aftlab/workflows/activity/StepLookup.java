package dev.aftlab.workflows.activity;

import dev.aftlab.experiments.result.Fingerprint;

/**
 * An arm needs a step.
 *
 * @param plan identifier of the stored plan
 * @param fingerprint the step
 * @param title the step's human-readable name
 * @param store identifier of the artifact store
 * @param waiter the waiter
 * @param runStartedMillis when the waiter's run started, by the server's clock: a failure that is
 *     younger is rethrown, an older one tried again
 * @param askedRunId the run of the step's workflow that was requested before, which is not
 *     requested again while it runs; empty the first time
 * @param pace timings of the run, passed to the step's workflow
 */
public record StepLookup(
    String plan,
    Fingerprint fingerprint,
    String title,
    String store,
    StepWaiter waiter,
    long runStartedMillis,
    String askedRunId,
    RunTimings pace) {}
