package dev.aftlab.workflows.activity;

import java.util.List;

/**
 * One page of a run: a stored plan whose distinct arms run together.
 *
 * @param plan identifier of the stored plan
 * @param firstTrial the trial number of its first arm: how many arms the pages before it have
 * @param arms how many distinct arms it has
 * @param last whether no page follows, whatever its arms come to
 */
public record PlanPage(String plan, int firstTrial, int arms, boolean last) {

  /** Maximum number of pages of a run: payloads that list them stay below 100 kB. */
  public static final int MOST = 128;

  /** A page that is all of a run. */
  public static PlanPage only(String plan, int arms) {
    return new PlanPage(plan, 0, arms, true);
  }

  /** The identifiers of the plans of pages, in their order. */
  public static List<String> plans(List<PlanPage> pages) {
    return pages.stream().map(PlanPage::plan).toList();
  }

  /** How many distinct arms the pages of a run have together. */
  public static int total(List<PlanPage> pages) {
    return pages.getLast().nextTrial();
  }

  /** The trial number of the first arm of the page after this one. */
  public int nextTrial() {
    return firstTrial + arms;
  }
}
