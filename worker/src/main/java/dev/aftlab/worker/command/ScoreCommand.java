package dev.aftlab.worker.command;

import dev.aftlab.activities.jsonlines.LoadedModel;
import dev.aftlab.activities.jsonlines.ScoreLines;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.jsonlines.JsonLinesOptions;
import dev.aftlab.worker.jsonlines.ModelOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores the completions of JSON lines. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description =
        "Scores JSON lines with a model: adds 'sumLogprob', 'meanLogprob' (nats) and 'tokens' of"
            + " 'completion' after 'prompt' or 'question' to each line.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft score --model smollm2 pairs.jsonl > scored.jsonl",
      "  aft score --model artifact:1f0c33ab --end-token --prompt chat answers.jsonl --output"
          + " scored.jsonl"
    })
public final class ScoreCommand implements Callable<Integer> {
  private static final int LEAST_TOKENS = 16;
  private static final int MOST_TOKENS = 1 << 22;

  private final CommandContext session;

  @Mixin private JsonLinesOptions lines;
  @Mixin private ModelOptions model;

  @Option(
      names = "--end-token",
      description = "Includes the end token after each completion, as scores in experiments do.")
  private boolean endToken;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Batch size in padded tokens. Default: ${DEFAULT-VALUE}.")
  private int batchTokens;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "512",
      description =
          "Number of lines that are sorted by length and written together. Default:"
              + " ${DEFAULT-VALUE}.")
  private int window;

  public ScoreCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    require("--batch-tokens", batchTokens, LEAST_TOKENS, MOST_TOKENS);
    require("--window", window, 1, 1_000_000);
    try (LoadedModel loaded = model.open(session)) {
      return lines.run(
          session,
          new ScoreLines(
              loaded, batchTokens, endToken, warning -> session.err().println("aft: " + warning)),
          window);
    }
  }

  private static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InputException(
          option + " must be between " + least + " and " + most + ", is " + value);
    }
  }
}
