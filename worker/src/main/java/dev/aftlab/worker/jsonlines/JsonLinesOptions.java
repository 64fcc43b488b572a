package dev.aftlab.worker.jsonlines;

import dev.aftlab.activities.dataset.text.RecordLines;
import dev.aftlab.activities.jsonlines.JsonLinesRun;
import dev.aftlab.activities.jsonlines.JsonLinesTask;
import dev.aftlab.activities.progress.StoppedException;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.InterruptibleInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The input and output options of commands on JSON lines, and how they run. */
public final class JsonLinesOptions {
  private static final String STANDARD = "-";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD,
      description =
          "Input file of JSON lines, plain or gzipped; - is standard input. Default:"
              + " ${DEFAULT-VALUE}.")
  private String input = STANDARD;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Output file; an existing file is replaced when the first lines are written. Default:"
              + " standard output.")
  private Optional<String> output = Optional.empty();

  /**
   * Processes all lines and writes them.
   *
   * @param window number of lines that are processed and written together
   * @return the exit code, also for Ctrl-C; success when the reader closed the pipe
   */
  public <T> int run(CommandContext session, JsonLinesTask<T> work, int window) {
    return run(session, work, window, Optional.empty());
  }

  /**
   * Processes all lines, and writes human-readable text instead of JSON on a terminal without
   * --output.
   *
   * @param readable converts lines into that text
   */
  public <T> int run(
      CommandContext session, JsonLinesTask<T> work, int window, UnaryOperator<String> readable) {
    return run(
        session,
        work,
        window,
        Optional.of(readable).filter(form -> output.isEmpty() && session.terminal()));
  }

  private <T> int run(
      CommandContext session,
      JsonLinesTask<T> work,
      int window,
      Optional<UnaryOperator<String>> readable) {
    Optional<Path> target =
        output.filter(name -> !name.equals(STANDARD)).map(session.folder()::resolve);
    RecordLines lines = lines(session, target);
    session.interruption().listen();
    try (JsonLinesOutput out = JsonLinesOutput.to(target, session);
        JsonLinesProgress progress = new JsonLinesProgress(session)) {
      Consumer<String> taker = readable.map(form -> printer(session, form)).orElse(out);
      new JsonLinesRun<>(work, window, taker, progress).over(lines);
      out.finish();
      return ExitCodes.DONE;
    } catch (JsonLinesOutput.ReaderGoneException gone) {
      return ExitCodes.DONE;
    } catch (StoppedException stopped) {
      return session.interruption().exitCode();
    }
  }

  private static Consumer<String> printer(CommandContext session, UnaryOperator<String> form) {
    return lines -> {
      session.out().print(form.apply(lines));
      session.out().flush();
    };
  }

  private RecordLines lines(CommandContext session, Optional<Path> target) {
    if (input.equals(STANDARD)) {
      return RecordLines.ofStream(
          "standard input", new InterruptibleInput(session.pipes().in(), session.interruption()));
    }
    Path file = session.places().find(input);
    target.ifPresent(other -> requireAnother(file, other));
    return RecordLines.ofFile(file);
  }

  private static void requireAnother(Path file, Path target) {
    try {
      if (Files.exists(target) && Files.exists(file) && Files.isSameFile(file, target)) {
        throw new InputException("--output " + target + " is also the input; name another file");
      }
    } catch (IOException unknown) {
      throw new InputException("--output " + target + " cannot be read: " + unknown.getMessage());
    }
  }
}
