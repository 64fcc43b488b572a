package dev.aftlab.worker.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.activities.dataset.Option;
import dev.aftlab.activities.dataset.Question;
import dev.aftlab.activities.dataset.reader.Datasets;
import dev.aftlab.experiments.result.Json;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.reader.InvalidSpecException;
import dev.aftlab.experiments.spec.reader.SpecReader;
import dev.aftlab.experiments.text.Suggestions;
import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the questions of a data set. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description =
        "Prints the questions of a data set as JSON lines with question, reference, gold, options"
            + " and id; or fetches a public one.",
    footerHeading = "%nExamples:%n",
    usageHelpWidth = 150,
    footer = {
      "  aft data gsm8k:data/gsm8k/test.jsonl",
      "  aft data aqua:data/aqua/aqua_train.tsv --set"
          + " without=[data/aqua/dev.json,data/aqua/test.json]",
      "  aft data ecqa:data/ecqa/cqa_data_val.csv --set"
          + " commonsenseqa=[data/commonsenseqa/train_rand_split.jsonl,"
          + "data/commonsenseqa/dev_rand_split.jsonl]",
      "  aft data commonsenseqa:data/commonsenseqa/dev_rand_split.jsonl",
      "  aft data arc:ARC-Challenge-Test.jsonl",
      "  aft data openbookqa:openbookqa-test.jsonl",
      "  aft data math:MATH-500.jsonl --set answers=numbers",
      "  aft data mmlu:data/mmlu/test --set subjects=[college_physics] --set shuffle=7 --set"
          + " count=100",
      "  aft data svamp:data/svamp/SVAMP.json --set types=[addition]",
      "  aft data jsonl:mine.jsonl --set first=10 --set count=5",
      "  aft data arithmetic: --set split=test --set count=5 --seed 3",
      "  aft data mixture: --set 'parts=[{data: {type: svamp, file: data/svamp/SVAMP.json}}, {data:"
          + " {type: jsonl, file: mine.jsonl}}]' --set count=50",
      "  aft data fetch                     list the public data sets",
      "",
      "arithmetic and mixture have no file after the colon; --set gives their fields. Files of 'aft"
          + " data fetch NAME'",
      "are named data/NAME/FILE, wherever the state is."
    })
public final class DataCommand implements Callable<Integer> {
  private final CommandContext session;

  @Spec private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "READER:FILE",
      description =
          "A data set type as in an experiment, and a file (none for arithmetic: and mixture:).")
  private Optional<String> source = Optional.empty();

  @picocli.CommandLine.Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description =
          "Sets another field of the data set, such as first, count or shuffle. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @picocli.CommandLine.Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "The seed of generated questions. Default: 0.")
  private long seed;

  public DataCommand(CommandContext session) {
    this.session = session;
  }

  /** One line of output. */
  record Line(
      String question, String reference, String gold, Map<String, String> options, String id) {
    static Line of(Question question) {
      Map<String, String> options = new LinkedHashMap<>();
      for (Option option : question.options()) {
        options.put(option.letter(), option.text());
      }
      return new Line(
          question.text(), question.reference(), question.gold(), options, question.id());
    }
  }

  @Override
  public Integer call() {
    List<SpecReader.Override> overrides = SpecReader.Override.parse(settings);
    String given = source.filter(text -> text.indexOf(':') > 0).orElseThrow(DataCommand::unnamed);
    requireKnown(given);
    DatasetSpec spec = read(given, overrides);
    Datasets.stream(
        spec,
        seed,
        session.places(),
        question -> session.out().println(Json.write(Line.of(question))));
    return ExitCodes.DONE;
  }

  private static void requireKnown(String given) {
    String reader = given.substring(0, given.indexOf(':'));
    if (!readers().contains(reader)) {
      throw new InputException(
          "'"
              + given
              + "': there is no reader '"
              + reader
              + "'"
              + Suggestions.hint(reader, readers()));
    }
  }

  /** Reads the arguments; the last problem includes an example command. */
  private DatasetSpec read(String given, List<SpecReader.Override> overrides) {
    try {
      return SpecReader.dataset("aft data '" + given + "'", yaml(given), overrides);
    } catch (InvalidSpecException invalid) {
      List<Problem> problems = new ArrayList<>(invalid.problems());
      problems.add(withExample(problems.removeLast(), example(given)));
      throw new InvalidSpecException(problems);
    }
  }

  private static Problem withExample(Problem problem, String example) {
    return new Problem(
        problem.location(), problem.path(), problem.message() + "; for example: " + example);
  }

  /** The line of the help with an example of the same reader. */
  private String example(String given) {
    String begin = "aft data " + given.substring(0, given.indexOf(':') + 1);
    return Arrays.stream(command.usageMessage().footer())
        .map(String::strip)
        .filter(line -> line.startsWith(begin))
        .findFirst()
        .orElse(begin + "FILE");
  }

  /** Writes the values as JSON strings, which are YAML for any file name. */
  private static String yaml(String given) {
    int colon = given.indexOf(':');
    String file = given.substring(colon + 1);
    return "type: "
        + Json.write(given.substring(0, colon))
        + (file.isEmpty() ? "" : "\nfile: " + Json.write(file));
  }

  /** The types of data sets, in the order of their declaration. */
  static List<String> readers() {
    return Arrays.stream(DatasetSpec.class.getAnnotation(JsonSubTypes.class).value())
        .map(type -> type.value().getAnnotation(JsonTypeName.class).value())
        .toList();
  }

  private static InputException unnamed() {
    String readers = String.join(", ", readers());
    return new InputException(
        "a data set is named READER:FILE, such as gsm8k:data/gsm8k/test.jsonl; readers: "
            + readers
            + "; or: aft data fetch NAME");
  }
}
