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

/** Generates completions for JSON lines. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Generates completions for JSON lines: adds 'completions' and 'ended' to each line with"
            + " 'prompt' (used verbatim) or 'question'.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft generate --model smollm2 --greedy --prompt chat questions.jsonl",
      "  aft data gsm8k:test.jsonl | aft generate --model smollm2 --samples 4 --temperature 0.7 |"
          + " aft label --extractor numeric > judged.jsonl"
    })
public final class GenerateCommand implements Callable<Integer> {
  /** Batches in a window: more batches need less padding but delay the first line. */
  private static final int WINDOW_BATCHES = 4;

  private final CommandContext session;

  @Mixin private JsonLinesOptions lines;
  @Mixin private ModelOptions model;

  @Option(names = "--greedy", description = "Greedy decoding, same as --temperature 0.")
  private boolean greedy;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description =
          "Maximum length of a completion in tokens, including the end token. Default: 256.")
  private Optional<String> maxTokens = Optional.empty();

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Sampling temperature; 0 is greedy decoding. Default: 1.")
  private Optional<String> temperature = Optional.empty();

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Samples from the k most likely tokens; 0 disables it. Default: 0.")
  private Optional<String> topK = Optional.empty();

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Samples from the most likely tokens with this total probability (nucleus); 1 disables"
              + " it. Default: 1.")
  private Optional<String> topP = Optional.empty();

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description =
          "Ends a completion before this text; may be repeated. TEXT is used verbatim; most shells"
              + " write a line break as $$'\\nQuestion:'. Default: for lines with 'question' the"
              + " beginning of the next question in the --prompt format, else none.")
  private List<String> stop = List.of();

  @Option(names = "--no-stop", description = "Disables stop texts.")
  private boolean noStop;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of completions per line. Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed; sample j of line i depends on (seed, i, j). Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Batch size of decoding in sequences. Default: 128.")
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
    try (LoadedModel loaded = model.open(session)) {
      return lines.run(session, new GenerateLines(loaded, samples, decoding, seed), window);
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
      throw new InputException("--no-stop disables stop texts: remove it or --stop");
    }
    Optional<TextList> texts =
        noStop || !stop.isEmpty() ? Optional.of(new TextList("--stop", stop)) : Optional.empty();
    DecodingSpec decoding = OptionReader.decoding(settings, texts);
    if (greedy && (temperature.isPresent() || topK.isPresent() || topP.isPresent())) {
      throw new InputException("--greedy excludes --temperature, --top-k and --top-p");
    }
    return greedy ? decoding.greedy() : decoding;
  }
}
