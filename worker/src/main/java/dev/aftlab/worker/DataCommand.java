package dev.aftlab.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.activities.dataset.Datasets;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.SpecReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the questions of a data set. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Prints the questions of a data set as JSON lines with question, reference, gold, options and id; or fetches a public one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  aft data gsm8k:train.jsonl",
      "  aft data mmlu:data/test --set subjects=[college_physics] --set shuffle=7 --set count=100",
      "  aft data ecqa:cqa_data_val.csv --set commonsenseqa=[train_rand_split.jsonl,dev_rand_split.jsonl]",
      "  aft data fetch                     what can be fetched by name"
    })
final class DataCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "READER:FILE", description = "A type of data set as in an experiment, and the file.")
  private Optional<String> source = Optional.empty();

  @picocli.CommandLine.Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "Sets a further field of the data set, such as first, count or shuffle. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @picocli.CommandLine.Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "The seed of generated questions. Default: 0.")
  private long seed;

  DataCommand(Session session) {
    this.session = session;
  }

  /** One line of output. */
  record Line(String question, String reference, String gold, Map<String, String> options, String id) {
    static Line of(Question question) {
      Map<String, String> options = new LinkedHashMap<>();
      for (Option option : question.options()) {
        options.put(option.letter(), option.text());
      }
      return new Line(question.text(), question.reference(), question.gold(), options, question.id());
    }
  }

  @Override
  public Integer call() {
    List<SpecReader.Override> overrides = settings.stream().map(SpecReader.Override::parse).toList();
    String given = source.filter(text -> text.indexOf(':') > 0).orElseThrow(DataCommand::unnamed);
    DatasetSpec spec = SpecReader.dataset(given, yaml(given), overrides);
    Datasets.stream(spec, seed, session.folder(), question -> session.out().println(Json.write(Line.of(question))));
    return ExitCodes.DONE;
  }

  /** JSON strings are YAML too, whatever a file's name holds. */
  private static String yaml(String given) {
    int colon = given.indexOf(':');
    String file = given.substring(colon + 1);
    return "type: " + Json.write(given.substring(0, colon)) + (file.isEmpty() ? "" : "\nfile: " + Json.write(file));
  }

  private static InputException unnamed() {
    String readers =
        Arrays.stream(DatasetSpec.class.getAnnotation(JsonSubTypes.class).value())
            .map(type -> type.value().getAnnotation(JsonTypeName.class).value())
            .collect(Collectors.joining(", "));
    return new InputException("name a data set as READER:FILE, such as gsm8k:train.jsonl; readers: " + readers + "; or: aft data fetch NAME");
  }
}
