package dev.aftlab.experiments.search;

import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.SearchSpec;
import java.util.List;

/**
 * A search strategy: chooses the arms of a run, a page at a time.
 *
 * <p>It is a pure function. Equal arguments give equal pages, so that a run that is interrupted and
 * started again runs the same arms; whatever is drawn at random is drawn from a seed of its spec
 * and the number of trials. It must propose each arm of the space once at most.
 */
@FunctionalInterface
public interface Searcher {

  /**
   * The next page. It is requested when all arms of the pages before it have ended.
   *
   * @param space every arm that may be proposed, in the order of the experiment
   * @param history the arms that were proposed so far; empty for the first page
   */
  Page next(List<ArmId> space, History history);

  /** The searcher of a spec. */
  static Searcher of(SearchSpec spec) {
    return switch (spec) {
      case SearchSpec.Grid grid -> new GridSearcher();
    };
  }

  /**
   * Arms that run together.
   *
   * @param arms the arms in the order in which they start; empty when the search has ended
   * @param last whether no page follows, whatever these arms come to
   */
  record Page(List<ArmId> arms, boolean last) {

    /** Makes the list unmodifiable. */
    public Page {
      arms = List.copyOf(arms);
    }

    /** The search has ended. */
    public static final Page END = new Page(List.of(), true);
  }
}
