package dev.aftlab.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aftlab.experiments.result.Receipt;
import dev.aftlab.experiments.result.RunEnd;
import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.client.ListedRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTableTest {
  private static final String ADDRESS = "127.0.0.1:7233";

  private static RunRecord here(
      String id, Optional<RunEnd> end, long process, Optional<String> server) {
    return new RunRecord(
        id,
        "small",
        "small",
        List.of(),
        "0".repeat(64),
        List.of("0".repeat(64)),
        5,
        5,
        "2026-11-24T10:00:00Z",
        process,
        server,
        Optional.empty(),
        end,
        List.of());
  }

  private static ListedRun there(String run, RunState state, String started) {
    return new ListedRun(
        run, "other", state, Instant.parse(started), Optional.empty(), Optional.empty());
  }

  private static List<RunListEntry> lines(List<RunRecord> here, List<ListedRun> there) {
    return new RunTable(here, there, ADDRESS).lines();
  }

  @Test
  void run_knownInBothPlaces_appearsOnceWithTheServersState() {
    RunRecord known = here("a-1", Optional.empty(), 1, Optional.of(ADDRESS));
    List<RunListEntry> lines =
        lines(List.of(known), List.of(there("a-1", RunState.PAUSED, "2026-11-24T10:00:00Z")));
    assertEquals(1, lines.size());
    assertEquals(RunState.PAUSED, lines.getFirst().state());
    assertEquals("small", lines.getFirst().experiment());
    assertEquals(ADDRESS, lines.getFirst().where());
  }

  @Test
  void runs_ofBothPlaces_areNewestFirst() {
    RunRecord here =
        here(
            "a-1",
            Optional.of(new RunEnd.Done(new Receipt(1, 1, 0, 0, 1, 0), List.of())),
            1,
            Optional.empty());
    List<RunListEntry> lines =
        lines(List.of(here), List.of(there("b-1", RunState.RUNNING, "2026-11-24T11:00:00Z")));
    assertEquals(List.of("b-1", "a-1"), lines.stream().map(RunListEntry::id).toList());
    assertEquals(List.of(ADDRESS, "here"), lines.stream().map(RunListEntry::where).toList());
  }

  @Test
  void run_thatItsServerDoesNotKnow_isLost() {
    assertEquals(
        RunState.LOST,
        lines(List.of(here("a-1", Optional.empty(), 1, Optional.of(ADDRESS))), List.of())
            .getFirst()
            .state());
  }

  @Test
  void run_ofAnotherServer_keepsItsRecordedState() {
    RunListEntry line =
        lines(
                List.of(
                    here("a-1", Optional.empty(), Long.MAX_VALUE, Optional.of("elsewhere:7233"))),
                List.of())
            .getFirst();
    assertEquals(RunState.RUNNING, line.state());
    assertEquals("elsewhere:7233", line.where());
  }

  @Test
  void run_insideARunningProcess_namesIt() {
    long process = ProcessHandle.current().pid();
    RunListEntry line =
        new RunTable(List.of(here("a-1", Optional.empty(), process, Optional.empty())))
            .lines()
            .getFirst();
    assertEquals("process " + process, line.where());
  }
}
