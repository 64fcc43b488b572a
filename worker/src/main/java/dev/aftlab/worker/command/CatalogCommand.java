package dev.aftlab.worker.command;

import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.reader.Catalog;
import dev.aftlab.experiments.spec.reader.SpecReader;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.plan.ExperimentPlanning;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the experiments of the catalog, or prints one. */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    description = "Lists the experiments that ship with the product, or prints the YAML of one.")
public final class CatalogCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "An experiment, to print its YAML.")
  private Optional<String> name = Optional.empty();

  public CatalogCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (name.isPresent()) {
      session.out().print(ExperimentPlanning.catalogYaml(name.get()));
    } else {
      int widest = Catalog.names().stream().mapToInt(String::length).max().orElse(0);
      Catalog.names().forEach(known -> list(known, widest, session.out()));
    }
    return ExitCodes.DONE;
  }

  private static void list(String name, int widest, PrintWriter out) {
    ExperimentSpec experiment =
        SpecReader.read("catalog:" + name, Catalog.yaml(name), List.of()).spec();
    out.printf(
        Locale.ROOT,
        "%-" + widest + "s  %4d arms  %s%n",
        name,
        experiment.arms().size(),
        experiment.description());
  }
}
