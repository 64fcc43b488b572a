package dev.aftlab.workflows.sweep;

import java.util.List;

/**
 * What a server keeps beside a run for those who list runs; needs no search attributes.
 *
 * @param experiment the experiment's name
 * @param source what was typed to name the experiment
 * @param settings what was laid over it, {@code path=value} each; the first {@value #MOST_SETTINGS}
 * @param space identifier of the stored plan of the search space
 * @param store identifier of the artifact store
 * @param arms distinct arms of the search space
 * @param points points of the experiment, also those that are the same arm
 * @param started when the run was started, ISO-8601 in UTC
 */
public record RunMemo(
    String experiment,
    String source,
    List<String> settings,
    String space,
    String store,
    int arms,
    int points,
    String started) {

  /** The memo's name on the server. */
  public static final String KEY = "aft";

  /** A memo stays small however much was typed. */
  public static final int MOST_SETTINGS = 50;

  /** Keeps the first settings. */
  public RunMemo {
    settings = List.copyOf(settings.subList(0, Math.min(MOST_SETTINGS, settings.size())));
  }
}
