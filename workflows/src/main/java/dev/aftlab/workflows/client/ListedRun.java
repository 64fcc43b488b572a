package dev.aftlab.workflows.client;

import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.sweep.RunMemo;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as a server lists it.
 *
 * @param run its name
 * @param experiment the experiment's name; empty when the server has neither attribute nor memo
 * @param state its state
 * @param started when it began; without a memo, when its present part began
 * @param ended when it ended; empty while it runs
 * @param memo what was left beside it; empty when nothing was
 */
public record ListedRun(
    String run,
    String experiment,
    RunState state,
    Instant started,
    Optional<Instant> ended,
    Optional<RunMemo> memo) {}
