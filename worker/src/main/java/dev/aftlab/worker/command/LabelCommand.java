package dev.aftlab.worker.command;

import dev.aftlab.activities.jsonlines.LabelLines;
import dev.aftlab.activities.label.Extractors;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.jsonlines.JsonLinesOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges the completions of lines. */
@Command(
    name = "label",
    mixinStandardHelpOptions = true,
    description =
        "Judges lines of JSON: adds 'extracted', the answer found in 'completion' or null, and"
            + " 'correct', whether it is 'gold', to each line.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft label --extractor numeric answers.jsonl",
      "  aft label --extractor letter answers.jsonl    'options' of a line are looked at"
    })
public final class LabelCommand implements Callable<Integer> {
  private static final int WINDOW = 256;

  private final CommandContext session;

  @Mixin private JsonLinesOptions lines;

  @Option(
      names = "--extractor",
      required = true,
      paramLabel = "NAME",
      description =
          "The rule that finds the answer: numeric, strict, flexible, digits, letter or answer.")
  private String extractor = "";

  public LabelCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return lines.run(session, new LabelLines(Extractors.named(extractor)), WINDOW);
  }
}
