/**
 * Search strategies as pure ask-and-tell functions: from the search space and the history of trials
 * to the next page of arms. Must not read files or clocks, and must not know how arms are planned
 * or run. Start reading at {@link dev.aftlab.experiments.search.Searcher}.
 */
@NullMarked
package dev.aftlab.experiments.search;

import org.jspecify.annotations.NullMarked;
