package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.spec.annotation.NotFingerprinted;
import dev.aftlab.experiments.spec.annotation.ReadsFields;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The source of questions. File names are relative to the current folder; their digests are pinned
 * when the spec is resolved.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(DatasetSpec.Arithmetic.class),
  @JsonSubTypes.Type(DatasetSpec.Gsm8k.class),
  @JsonSubTypes.Type(DatasetSpec.Aqua.class),
  @JsonSubTypes.Type(DatasetSpec.Ecqa.class),
  @JsonSubTypes.Type(DatasetSpec.CommonsenseQa.class),
  @JsonSubTypes.Type(DatasetSpec.Arc.class),
  @JsonSubTypes.Type(DatasetSpec.OpenBookQa.class),
  @JsonSubTypes.Type(DatasetSpec.Mmlu.class),
  @JsonSubTypes.Type(DatasetSpec.Math.class),
  @JsonSubTypes.Type(DatasetSpec.Svamp.class),
  @JsonSubTypes.Type(DatasetSpec.Jsonl.class),
  @JsonSubTypes.Type(DatasetSpec.Mixture.class)
})
public sealed interface DatasetSpec {

  /** The number of selected questions; 0 means all. */
  int count();

  /** Whether the questions depend on the arm's seed. */
  boolean drawn();

  /** All files and folders that are read, as written. */
  default List<String> files() {
    return inputs("").stream().map(NamedInput::name).toList();
  }

  /**
   * All files and folders that are read, with the fields that name them.
   *
   * @param path dotted path of this data set; empty when it is the whole document
   */
  default List<NamedInput> inputs(String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    return switch (this) {
      case Arithmetic generated -> List.of();
      case Aqua aqua ->
          joined(
              List.of(new NamedInput(prefix + "file", aqua.file())),
              NamedInput.items(prefix + "without", aqua.without()));
      case Ecqa ecqa ->
          joined(
              List.of(new NamedInput(prefix + "file", ecqa.file())),
              joined(
                  NamedInput.items(prefix + "commonsenseqa", ecqa.commonsenseqa()),
                  NamedInput.items(prefix + "without", ecqa.without())));
      case OfFile one -> List.of(new NamedInput(prefix + "file", one.file()));
      case Mixture mixture ->
          IntStream.range(0, mixture.parts().size())
              .boxed()
              .flatMap(
                  i ->
                      mixture
                          .parts()
                          .get(i)
                          .data()
                          .inputs(prefix + "parts[" + i + "].data")
                          .stream())
              .toList();
    };
  }

  private static List<NamedInput> joined(List<NamedInput> first, List<NamedInput> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** The type name of this data set. */
  default String kind() {
    return getClass().getAnnotation(JsonTypeName.class).value();
  }

  /**
   * Questions of a file. All of them are read, then shuffled if {@code shuffle} is given, then the
   * slice from {@code first} on is taken: slices of one shuffle do not overlap.
   */
  sealed interface OfFile extends DatasetSpec {
    /** The file, plain or gzipped. */
    String file();

    /** Index of the first question used, from 0. */
    int first();

    /** The seed of the order; the file's own order without it. */
    Optional<Long> shuffle();

    @Override
    default boolean drawn() {
      return false;
    }
  }

  /**
   * Generated word problems with sums and products, each with one clean chain of thought.
   *
   * @param split train, selection or test: no question is in two of them, whatever the seeds
   * @param count how many questions
   * @param minEvents fewest events of a story, 1 to 5
   * @param maxEvents most events of a story, 1 to 5
   * @param heldOut probability in [0, 1] that an event uses wording that no training story has
   */
  @JsonTypeName("arithmetic")
  record Arithmetic(
      @Pattern(regexp = "train|selection|test", message = "must be train, selection or test")
          String split,
      @Min(1) @Max(1_000_000) int count,
      @Default("2") @Min(1) @Max(5) int minEvents,
      @Default("4") @Min(1) @Max(5) int maxEvents,
      @Default("0") @DecimalMin("0") @DecimalMax("1") double heldOut)
      implements DatasetSpec {

    /** Whether the range of events is not empty. */
    @AssertTrue(message = "must be at most maxEvents, which is <maxEvents>")
    @ReadsFields(
        value = {"minEvents", "maxEvents"},
        subject = "minEvents")
    boolean isRangeOfEvents() {
      return minEvents <= maxEvents;
    }

    @Override
    public boolean drawn() {
      return true;
    }
  }

  /**
   * A file of GSM8K in its published layout.
   *
   * @param file the file
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("gsm8k")
  record Gsm8k(
      @NotFingerprinted @NotBlank String file,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * A file of AQuA-RAT: JSON lines as published, or the tab-separated file of the FLAN collection;
   * detected by its first character.
   *
   * @param file the file
   * @param without other files of AQuA-RAT whose questions are excluded: test questions that a
   *     training file repeats
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("aqua")
  record Aqua(
      @NotFingerprinted @NotBlank String file,
      @NotFingerprinted @Default("[]") List<String> without,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * A file of ECQA, joined with CommonsenseQA for the letters: the authors' CSV, or the
   * tab-separated file of the FLAN collection; detected by its first line.
   *
   * @param file the file
   * @param commonsenseqa the files of CommonsenseQA that the questions come from
   * @param explanation the kind of reference: {@code taskB}, free text, or {@code taskA_pos}, the
   *     properties in favour of the answer
   * @param without lists of ids to exclude, one per line: test questions that a training file
   *     repeats
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("ecqa")
  record Ecqa(
      @NotFingerprinted @NotBlank String file,
      @NotFingerprinted @NotEmpty(message = "must name at least one file of CommonsenseQA")
          List<String> commonsenseqa,
      @Default("taskB") @Pattern(regexp = "taskB|taskA_pos", message = "must be taskB or taskA_pos")
          String explanation,
      @NotFingerprinted @Default("[]") List<String> without,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * A file of CommonsenseQA in its published layout or that of the Hugging Face hub. Its questions
   * have no references.
   *
   * @param file the file
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("commonsenseqa")
  record CommonsenseQa(
      @NotFingerprinted @NotBlank String file,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * A file of ARC, Easy or Challenge, in its published layout or that of the Hugging Face hub. Its
   * questions have no references.
   *
   * @param file the file
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("arc")
  record Arc(
      @NotFingerprinted @NotBlank String file,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * A file of OpenBookQA, in its published layout or that of the Hugging Face hub; facts beside
   * questions are ignored. Its questions have no references.
   *
   * @param file the file
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("openbookqa")
  record OpenBookQa(
      @NotFingerprinted @NotBlank String file,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * MMLU: a folder with one CSV file a subject or one such file, as published; or a file of JSON
   * objects, in the layout of the Hugging Face hub or of MMLU-Pro. Its questions have no
   * references.
   *
   * @param file the folder or file
   * @param subjects the subjects that are read; all when empty
   * @param first index of the first question used, from 0, over the subjects in alphabetical order,
   *     or in the order of the file of JSON objects
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; when absent the order that {@code first} refers to
   */
  @JsonTypeName("mmlu")
  record Mmlu(
      @NotFingerprinted @NotBlank String file,
      @Default("[]") List<String> subjects,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * A file of MATH, one object per problem, or of MATH-500. Its solutions are the references.
   *
   * @param file the file
   * @param answers which problems are read: {@code all}, or {@code numbers}, those whose answer is
   *     a plain number such as 12, -3.5 or 1,000
   * @param first index of the first problem used of those that are read, from 0
   * @param count how many problems; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("math")
  record Math(
      @NotFingerprinted @NotBlank String file,
      @Default("all") @Pattern(regexp = "all|numbers", message = "must be all or numbers")
          String answers,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {
    /** Only problems whose answer is a plain number. */
    public static final String NUMBERS = "numbers";
  }

  /**
   * SVAMP in its published layout, one JSON array, or one object per line. Its questions have no
   * references.
   *
   * @param file the file
   * @param types the kinds of problems that are read; all when empty
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("svamp")
  record Svamp(
      @NotFingerprinted @NotBlank String file,
      @Default("[]")
          List<
                  @Pattern(
                      regexp = "addition|subtraction|multiplication|common-division",
                      message = "must be addition, subtraction, multiplication or common-division")
                  String>
              types,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * Custom questions, one JSON object per line or all in one array: {@code question}, {@code
   * answer}, optional {@code options} or {@code choices}, {@code reference} and {@code id}.
   *
   * @param file the file
   * @param first index of the first question used, from 0
   * @param count how many questions; 0 means all from {@code first} on
   * @param shuffle the seed of the order; the file's own order when absent
   */
  @JsonTypeName("jsonl")
  record Jsonl(
      @NotFingerprinted @NotBlank String file,
      @Default("0") @Min(0) int first,
      @Default("0") @Min(0) int count,
      @Default("null") Optional<Long> shuffle)
      implements OfFile {}

  /**
   * Several data sets as one, interleaved so that every prefix has each part's share as closely as
   * possible. Without shares the parts are mixed by their sizes and all their questions used; with
   * shares the mixture ends when a part runs out of questions.
   *
   * @param parts the data sets
   * @param count how many questions; 0 means as many as there are
   */
  @JsonTypeName("mixture")
  record Mixture(
      @NotEmpty(message = "must have at least one part") List<Part> parts,
      @Default("0") @Min(0) int count)
      implements DatasetSpec {

    /** Whether ids stay distinct. */
    @AssertTrue(message = "two parts have the same name; give each a distinct name")
    @ReadsFields("parts")
    boolean isDistinctlyNamed() {
      return parts.stream().map(Part::name).allMatch(new HashSet<>()::add);
    }

    /** Whether shares are given for all parts or for none. */
    @AssertTrue(message = "give a share to every part, or to none")
    @ReadsFields("parts")
    boolean isSharedThroughout() {
      return parts.stream().map(part -> part.share().isPresent()).distinct().count() <= 1;
    }

    @Override
    public boolean drawn() {
      return parts.stream().anyMatch(part -> part.data().drawn());
    }
  }

  /**
   * A part of a mixture.
   *
   * @param name the prefix of its questions' ids, as {@code name/id}; the data set's type when
   *     empty
   * @param data the questions
   * @param share its weight relative to the other parts, above 0
   */
  record Part(
      @Default("''")
          @Pattern(
              regexp = "[A-Za-z0-9._-]{0,64}",
              message = "must be letters, digits, '.', '_' or '-', 64 at most")
          String name,
      DatasetSpec data,
      @Default("null") OptionalDouble share) {

    /** Defaults the name to the type. */
    public Part {
      name = name.isEmpty() ? data.kind() : name;
    }

    /** Whether the share is positive. */
    @AssertTrue(message = "must be above 0")
    @ReadsFields(value = "share", subject = "share")
    boolean isSharePositive() {
      return share.isEmpty() || share.getAsDouble() > 0;
    }
  }
}
