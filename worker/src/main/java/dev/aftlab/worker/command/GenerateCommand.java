package dev.aftlab.worker.command;

import dev.aftlab.activities.jsonlines.GenerateLines;
import dev.aftlab.activities.jsonlines.LoadedModel;
import dev.aftlab.experiments.spec.DecodingSpec;
import dev.aftlab.experiments.spec.reader.OptionReader;
import dev.aftlab.experiments.spec.reader.OptionReader.Setting;
import dev.aftlab.experiments.spec.reader.OptionReader.TextList;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.jsonlines.JsonLinesOptions;
import dev.aftlab.worker.jsonlines.ModelOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a model complete the prompts of lines. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Lets a model complete lines of JSON: adds 'completions' and 'ended' to each line with"
            + " 'prompt', taken as it stands, or 'question'.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft generate --model smollm2 --greedy --prompt chat questions.jsonl",
      "  aft data gsm8k:test.jsonl | aft generate --model smollm2 --samples 4 --temperature 0.7 |"
          + " aft label --extractor numeric > judged.jsonl"
    })
public final class GenerateCommand implements Callable<Integer> {
  /** Batches of a window: the more, the less padding, and the later the first line. */
  private static final int WINDOW_BATCHES = 4;

  private final CommandContext session;

  @Mixin private JsonLinesOptions lines;
  @Mixin private ModelOptions model;

  @Option(names = "--greedy", description = "Takes the likeliest token each time: --temperature 0.")
  private boolean greedy;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Longest completion in tokens, the end token counted. Default: 256.")
  private Optional<String> maxTokens = Optional.empty();

  @Option(names = "--temperature", paramLabel = "T", description = "0 is greedy. Default: 1.")
  private Optional<String> temperature = Optional.empty();

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Draws from the k likeliest tokens alone; 0 switches it off. Default: 0.")
  private Optional<String> topK = Optional.empty();

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Draws from the likeliest tokens that make up this probability; 1 switches it off."
              + " Default: 1.")
  private Optional<String> topP = Optional.empty();

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description =
          "Ends a completion at this text, cut off right before it; may be given several times."
              + " TEXT stands as it is: most shells write a line break as $$'\\n"
              + "Question:'. Default: for lines with 'question' the beginning of a next one, as"
              + " --prompt writes it, else none.")
  private List<String> stop = List.of();

  @Option(names = "--no-stop", description = "Ends completions at no text.")
  private boolean noStop;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1",
      description = "Completions of each line. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Sample j of line i depends on (seed, i, j). Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Sequences that are decoded side by side. Default: 128.")
  private Optional<String> batch = Optional.empty();

  public GenerateCommand(CommandContext session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    DecodingSpec decoding = decoding();
    if (samples < 1 || samples > 4_096) {
      throw new InputException("--samples must be between 1 and 4096, is " + samples);
    }
    int window = Math.max(1, WINDOW_BATCHES * decoding.batchSequences() / samples);
    try (LoadedModel loaded = model.open(session);
        GenerateLines work = new GenerateLines(loaded, samples, decoding, seed)) {
      return lines.run(session, work, window);
    }
  }

  private DecodingSpec decoding() {
    List<Setting> settings = new ArrayList<>();
    maxTokens.ifPresent(value -> settings.add(new Setting("--max-tokens", "maxNewTokens", value)));
    temperature.ifPresent(
        value -> settings.add(new Setting("--temperature", "temperature", value)));
    topK.ifPresent(value -> settings.add(new Setting("--top-k", "topK", value)));
    topP.ifPresent(value -> settings.add(new Setting("--top-p", "topP", value)));
    batch.ifPresent(value -> settings.add(new Setting("--batch", "batchSequences", value)));
    if (noStop && !stop.isEmpty()) {
      throw new InputException("--no-stop ends completions at no text: leave it or --stop out");
    }
    Optional<TextList> texts =
        noStop || !stop.isEmpty() ? Optional.of(new TextList("--stop", stop)) : Optional.empty();
    DecodingSpec decoding = OptionReader.decoding(settings, texts);
    if (greedy && (temperature.isPresent() || topK.isPresent() || topP.isPresent())) {
      throw new InputException(
          "--greedy takes the likeliest token: leave --temperature, --top-k and --top-p out");
    }
    return greedy ? decoding.greedy() : decoding;
  }
}
