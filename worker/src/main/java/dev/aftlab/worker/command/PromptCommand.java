package dev.aftlab.worker.command;

import dev.aftlab.activities.jsonlines.PromptLines;
import dev.aftlab.activities.model.Prompts;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.jsonlines.JsonLinesOptions;
import dev.aftlab.worker.jsonlines.PromptOptions;
import dev.aftlab.worker.jsonlines.PromptText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the prompts that a model receives. */
@Command(
    name = "prompt",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the prompts that a model receives for JSON lines: adds 'text', 'tokens' and 'ids' to"
          + " each line with 'prompt' (used verbatim) or 'question'. With 'completion' it adds"
          + " 'promptTokens', the number of tokens before it, and the completion's text, tokens and"
          + " ids.",
      "On a terminal it prints the text, with a mark between prompt and completion. No weights are"
          + " loaded."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft data gsm8k:test.jsonl --set count=3 | aft prompt --model smollm2 --prompt chat",
      "  aft prompt --model smollm2 --prompt alpaca --output shown.jsonl questions.jsonl"
    })
public final class PromptCommand implements Callable<Integer> {
  private static final int WINDOW = 64;

  private final CommandContext session;

  @Mixin private JsonLinesOptions lines;
  @Mixin private PromptOptions choice;

  public PromptCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Prompts prompts = Prompts.toLookAt(choice.tokenizerFolder(session), choice.words())) {
      PromptText text = new PromptText();
      return lines.run(
          session,
          new PromptLines(prompts, warning -> session.err().println("aft: " + warning)),
          WINDOW,
          text::of);
    }
  }
}
