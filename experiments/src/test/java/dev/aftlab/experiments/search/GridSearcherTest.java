package dev.aftlab.experiments.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.spec.ArmId;
import dev.aftlab.experiments.spec.ArmPoint;
import dev.aftlab.experiments.spec.SearchSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GridSearcherTest {
  private static final ArmId ONE = new ArmId("boundary", k("3"), 1);
  private static final ArmId OTHER = new ArmId("boundary", k("6"), 1);

  private static ArmPoint k(String value) {
    return new ArmPoint(List.of(new ArmPoint.Coordinate(List.of("k"), value)));
  }

  private final Searcher grid = Searcher.of(new SearchSpec.Grid());

  @Test
  void grid_emptyHistory_proposesWholeSpaceInItsOrderAsTheLastPage() {
    Searcher.Page page = grid.next(List.of(OTHER, ONE), History.EMPTY);

    assertEquals(List.of(OTHER, ONE), page.arms());
    assertTrue(page.last());
  }

  @Test
  void grid_afterItsPage_ends() {
    History history =
        new History(List.of(new Trial(0, List.of(ONE), new Trial.Outcome.Completed(0.5))));

    assertEquals(Searcher.Page.END, grid.next(List.of(ONE), history));
    assertFalse(Searcher.Page.END.arms().contains(ONE));
  }

  @Test
  void history_withAGapInItsNumbers_isRefused() {
    Trial second = new Trial(1, List.of(ONE), new Trial.Outcome.Failed());

    String message =
        assertThrows(IllegalArgumentException.class, () -> new History(List.of(second)))
            .getMessage();

    assertEquals("trial at position 0 has number 1", message);
  }
}
