package dev.aftlab.worker.run;

import dev.aftlab.experiments.result.RunState;
import dev.aftlab.workflows.client.ListedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs of a folder and of a server, each once. */
public final class RunTable {
  private final List<RunRecord> here;
  private final Map<String, ListedRun> there = new LinkedHashMap<>();
  private final String address;

  /** The runs without a server. */
  public RunTable(List<RunRecord> here) {
    this(here, List.of(), "");
  }

  public RunTable(List<RunRecord> here, List<ListedRun> there, String address) {
    this.here = here;
    this.address = address;
    there.forEach(run -> this.there.put(run.run(), run));
  }

  /** One entry per run, newest first. */
  public List<RunListEntry> lines() {
    List<RunListEntry> lines = new ArrayList<>();
    here.forEach(run -> lines.add(line(run)));
    there.values().stream()
        .filter(run -> here.stream().noneMatch(known -> known.id().equals(run.run())))
        .forEach(run -> lines.add(RunListEntry.of(run, address)));
    lines.sort(
        Comparator.comparing(RunListEntry::started).thenComparing(RunListEntry::id).reversed());
    return lines;
  }

  private RunListEntry line(RunRecord run) {
    RunListEntry known = RunListEntry.of(run);
    if (there.containsKey(run.id())) {
      return known.on(there.get(run.id()), address);
    }
    boolean onServer = run.server().filter(address::equals).isPresent();
    return onServer && run.stateNow() == RunState.RUNNING ? known.lost() : known;
  }
}
