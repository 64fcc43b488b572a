package dev.aftlab.worker.command;

import dev.aftlab.experiments.text.Suggestions;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.StoreCheck;
import dev.aftlab.worker.fetch.Fetch;
import dev.aftlab.worker.fetch.Publication;
import dev.aftlab.worker.fetch.Publications;
import dev.aftlab.worker.fetch.RetryPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Downloads public data sets and models. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description =
        "Downloads a public data set or model from its publisher and verifies it; without NAME,"
            + " lists what is available.")
public final class FetchCommand implements Callable<Integer> {
  private final CommandContext session;

  @Parameters(
      index = "0",
      arity = "0..*",
      paramLabel = "NAME",
      description = "The data sets and models to fetch.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description =
          "Destination folder, for a single NAME. Default: data/NAME in the state's folder.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description =
          "Copies the files, plain or gzipped, from this folder instead of downloading them.")
  private Optional<String> source = Optional.empty();

  @Option(
      names = "--show",
      description = "Prints checksum, address and path of each file without downloading.")
  private boolean show;

  public FetchCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Publication> selected =
        names.stream()
            .map(name -> Publications.named(name).orElseThrow(() -> unknown(name)))
            .toList();
    if (selected.size() > 1 && target.isPresent()) {
      throw new InputException(
          "--to "
              + target.get()
              + " is for a single data set or model; fetch "
              + String.join(", ", names)
              + " one by one");
    }
    if (selected.isEmpty()) {
      Publications.all().forEach(this::list);
    } else if (show) {
      selected.forEach(this::show);
    } else {
      selected.forEach(this::fetch);
    }
    return ExitCodes.DONE;
  }

  private void show(Publication publication) {
    publication
        .files()
        .forEach(
            file ->
                session
                    .out()
                    .println(
                        file.pin().sha256() + "  " + file.address() + "  " + file.pin().path()));
  }

  private void fetch(Publication publication) {
    Path folder =
        target
            .map(session.folder()::resolve)
            .orElse(session.home().resolve("data").resolve(publication.name()))
            .normalize();
    StoreCheck.fault(folder, !Files.exists(folder))
        .ifPresent(
            fault -> {
              throw new InputException(
                  folder + " cannot be used: " + fault + "; set another folder with --to");
            });
    Fetch fetch = new Fetch(publication, folder, RetryPolicy.USUAL, session.err()::println);
    boolean done = source.map(from -> fetch.copy(localFolder(from))).orElseGet(fetch::download);
    session.out().println(folder + (done ? "" : "  (already present)"));
    session.err().println("licence: " + publication.licence());
  }

  private Path localFolder(String from) {
    Path folder = session.folder().resolve(from).normalize();
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "--from " + from + " is not a folder; name the folder with the files");
    }
    return folder;
  }

  private void list(Publication publication) {
    String size = String.format(Locale.ROOT, "%.1f MB", publication.bytes() / 1e6);
    session
        .out()
        .printf(
            Locale.ROOT,
            "%-22s %3d files %9s  %s%n",
            publication.name(),
            publication.files().size(),
            size,
            publication.about());
  }

  private static InputException unknown(String name) {
    return new InputException(
        "'"
            + name
            + "' cannot be fetched by name"
            + Suggestions.hint(name, Publications.all().stream().map(Publication::name).toList()));
  }
}
