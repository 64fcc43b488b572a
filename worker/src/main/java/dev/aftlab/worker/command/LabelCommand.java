package dev.aftlab.worker.command;

import dev.aftlab.activities.jsonlines.LabelLines;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.jsonlines.JsonLinesOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Labels the completions of JSON lines. */
@Command(
    name = "label",
    mixinStandardHelpOptions = true,
    description =
        "Labels JSON lines: adds 'extracted', the answer found in 'completion' or null, and"
            + " 'correct', whether it equals 'gold', to each line.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft label --extractor numeric answers.jsonl",
      "  aft label --extractor letter answers.jsonl    uses 'options' of a line"
    })
public final class LabelCommand implements Callable<Integer> {
  private static final int WINDOW = 256;

  private final CommandContext session;

  @Mixin private JsonLinesOptions lines;

  @Option(
      names = "--extractor",
      required = true,
      paramLabel = "NAME",
      description = "Answer extractor: numeric, strict, flexible, digits, letter or answer.")
  private String extractor = "";

  public LabelCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return lines.run(session, new LabelLines(Extractors.named(extractor)), WINDOW);
  }
}
