package dev.aftlab.worker;

import dev.aftlab.workflows.client.ListedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that a folder and a server know, each once. */
final class RunTable {
  private final List<RunRecord> here;
  private final Map<String, ListedRun> there = new LinkedHashMap<>();
  private final String address;

  /** Without a server. */
  RunTable(List<RunRecord> here) {
    this(here, List.of(), "");
  }

  RunTable(List<RunRecord> here, List<ListedRun> there, String address) {
    this.here = here;
    this.address = address;
    there.forEach(run -> this.there.put(run.run(), run));
  }

  /** One for each run, newest first. */
  List<RunLine> lines() {
    List<RunLine> lines = new ArrayList<>();
    here.forEach(run -> lines.add(line(run)));
    there.values().stream().filter(run -> here.stream().noneMatch(known -> known.id().equals(run.run()))).forEach(run -> lines.add(RunLine.of(run, address)));
    lines.sort(Comparator.comparing(RunLine::started).thenComparing(RunLine::id).reversed());
    return lines;
  }

  private RunLine line(RunRecord run) {
    RunLine known = RunLine.of(run);
    if (there.containsKey(run.id())) {
      return known.on(there.get(run.id()), address);
    }
    boolean asked = run.server().filter(address::equals).isPresent();
    return asked && run.stateNow() == RunRecord.State.RUNNING ? known.lost() : known;
  }
}
