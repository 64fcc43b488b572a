package dev.aftlab.worker.jsonlines;

import dev.aftlab.activities.dataset.text.RecordLines;
import dev.aftlab.activities.failure.StepStoppedException;
import dev.aftlab.activities.jsonlines.JsonLinesRun;
import dev.aftlab.activities.jsonlines.JsonLinesTask;
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

/**
 * Where lines come from and go to, and how a step over them ends: what the commands have in common
 * that work on lines.
 */
public final class JsonLinesOptions {
  private static final String STANDARD = "-";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD,
      description =
          "Lines of JSON, plain or gzipped; - is standard input. Default: ${DEFAULT-VALUE}.")
  private String input = STANDARD;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the lines go; a file that is there is replaced by the first lines. Default:"
              + " standard output.")
  private Optional<String> output = Optional.empty();

  /**
   * Works on all lines and writes them.
   *
   * @param window lines that are held, worked on and written together
   * @return an exit code: that of Ctrl-C, too, and of success when whoever reads has had enough
   */
  public <T> int run(CommandContext session, JsonLinesTask<T> work, int window) {
    return run(session, work, window, Optional.empty());
  }

  /**
   * The same, with other text in place of lines of JSON where people read it: on a terminal, when
   * no output is named.
   *
   * @param readable turns lines into that text
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
    } catch (StepStoppedException stopped) {
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
        throw new InputException(
            "--output " + target + " is the file that is read; name another one");
      }
    } catch (IOException unknown) {
      throw new InputException(
          "--output " + target + " cannot be looked at: " + unknown.getMessage());
    }
  }
}
