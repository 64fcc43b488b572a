package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Arm;
import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.ExperimentSpec;
import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.Method;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.ReportSpec;
import dev.aftlab.experiments.spec.SearchSpec;
import dev.aftlab.experiments.spec.annotation.Default;
import dev.aftlab.experiments.text.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads an experiment from YAML.
 *
 * <p>The file's top level contains the fields of {@link ArmSpec} that all arms share, and {@code
 * version}, {@code name}, {@code description}, {@code seeds}, {@code arms} (name → the fields in
 * which that arm differs), {@code axes} (lists of values over fields), {@code search} and {@code
 * report}. An arm is the shared fields, overridden by its own and then by the axes' values. The
 * arms are named arms × axes × seeds.
 *
 * <p>An axis over a field that an arm's settings do not have (β without a boundary) has no effect
 * on that arm: such points are equivalent.
 */
public final class SpecReader {
  /** The supported version of the language. */
  public static final int VERSION = 1;

  static final int MAX_ARMS = 100_000;
  private static final List<String> OWN_FIELDS =
      List.of("version", "name", "description", "seeds", "arms", "axes", "search", "report");

  private final RecordBinder binder = new RecordBinder();

  private SpecReader() {}

  /** An override of one field: {@code path=value}, the value in YAML. */
  public record Override(String path, String value) {
    /**
     * Parses every {@code path=value}; invalid ones are reported with all other problems when they
     * are applied.
     */
    public static List<Override> parse(List<String> texts) {
      return texts.stream()
          .map(text -> text.indexOf('=') < 1 ? new Override(text, "") : parse(text))
          .toList();
    }

    /** Parses {@code path=value}. */
    public static Override parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new InvalidSpecException(
            List.of(
                new Problem(
                    Location.option(text), "", "must be path=value, such as sampling.k=6")));
      }
      return new Override(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
  }

  /**
   * Reads and validates an experiment.
   *
   * @param source the name of the text in messages, usually the file's name
   * @param text the YAML
   * @param overrides overrides of fields, later ones last
   * @return the experiment and its source positions
   * @throws InvalidSpecException with every problem
   */
  public static LocatedExperiment read(String source, String text, List<Override> overrides) {
    return new SpecReader().readAll(source, text, overrides);
  }

  /**
   * Reads and validates a single data set.
   *
   * @param source the location of all problems: the argument, which has no lines
   * @param text the YAML, with a {@code type}
   * @param overrides overrides of fields, later ones last
   * @throws InvalidSpecException with every problem
   */
  public static DatasetSpec dataset(String source, String text, List<Override> overrides) {
    Location typed = new Location.InText(source, 0);
    OverrideReader options = new OverrideReader(overrides);
    YamlNode root =
        options.laidOver(relocated(new YamlParser(source).parse(text, options.problems()), typed));
    // A missing field is not located in the last override.
    YamlNode whole =
        root instanceof YamlNode.Fields fields
            ? new YamlNode.Fields(fields.children(), typed)
            : root;
    RecordBinder binder = new RecordBinder();
    Optional<DatasetSpec> dataset = binder.choice(DatasetSpec.class, whole, "");
    List<Problem> problems =
        Stream.concat(options.problems().stream(), binder.problems().stream())
            .map(options::hinted)
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(sorted(problems));
    }
    return dataset.orElseThrow();
  }

  private LocatedExperiment readAll(String source, String text, List<Override> overrides) {
    OverrideReader options = new OverrideReader(overrides);
    YamlNode.Fields document = document(source, text, options);
    LocatedExperiment experiment = experiment(document, options.doubts());
    if (!binder.problems().isEmpty()) {
      throw new InvalidSpecException(
          sorted(binder.problems().stream().map(options::hinted).toList()),
          Optional.of(experiment));
    }
    return experiment;
  }

  private YamlNode.Fields document(String source, String text, OverrideReader options) {
    YamlNode root = options.laidOver(new YamlParser(source).parse(text, options.problems()));
    reportAll(options.problems());
    if (root instanceof YamlNode.Fields document) {
      return document;
    }
    binder.report(new Location.InText(source, 0), "", "must be a mapping of fields");
    throw new InvalidSpecException(sorted(binder.problems()));
  }

  private LocatedExperiment experiment(YamlNode.Fields document, UnreliableFields known) {
    checkTopLevel(document, known);
    RecordBinder top = new RecordBinder().doubting(known);
    YamlNode.Fields head = only(document, RecordSchema.fieldNames(Header.class));
    Header header = top.record(Header.class, head, "").orElseThrow();
    reportAll(top.problems());
    Map<String, YamlNode> named = namedArms(document);
    List<Long> seeds = top.doubts().touch("seeds") ? List.of(0L) : header.seeds();
    List<LocatedArm> arms = arms(document, named, seeds, known);
    checkHeader(header, document, named.keySet(), top.doubts());
    ExperimentSpec spec =
        new ExperimentSpec(
            header.name(),
            header.description(),
            seeds,
            arms.stream().map(LocatedArm::arm).toList(),
            header.search(),
            header.report());
    return new LocatedExperiment(spec, arms);
  }

  private void reportAll(Collection<Problem> problems) {
    problems.forEach(binder::report);
  }

  record Header(
      int version,
      @jakarta.validation.constraints.Pattern(
              regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
              message = "must be letters, digits, '.', '_' or '-', 64 at most")
          String name,
      @Default("''") String description,
      @jakarta.validation.constraints.NotEmpty List<Long> seeds,
      @Default("grid") SearchSpec search,
      @Default("{}") ReportSpec report) {}

  /** A copy of the node with one location for all of it. */
  static YamlNode relocated(YamlNode node, Location location) {
    return switch (node) {
      case YamlNode.Scalar scalar -> new YamlNode.Scalar(scalar.text(), scalar.quoted(), location);
      case YamlNode.Items items ->
          new YamlNode.Items(
              items.children().stream().map(child -> relocated(child, location)).toList(),
              location);
      case YamlNode.Fields fields -> {
        Map<String, YamlNode> children = new LinkedHashMap<>();
        fields.children().forEach((key, child) -> children.put(key, relocated(child, location)));
        yield new YamlNode.Fields(children, location);
      }
    };
  }

  private void checkTopLevel(YamlNode.Fields document, UnreliableFields known) {
    List<String> fields = new ArrayList<>(OWN_FIELDS);
    fields.addAll(RecordSchema.fieldNames(ArmSpec.class));
    document
        .children()
        .forEach(
            (name, value) -> {
              if (!fields.contains(name) && !name.startsWith("x-")) {
                binder.report(
                    value.location(), name, "is not a field" + Suggestions.hint(name, fields));
                Suggestions.nearest(name, fields).ifPresent(known::add);
              }
            });
  }

  private void checkHeader(
      Header header, YamlNode.Fields document, Set<String> names, UnreliableFields doubts) {
    SourceMap locations = new SourceMap(document);
    if (!doubts.touch("version") && header.version() != VERSION) {
      binder.report(
          locations.of("version"),
          "version",
          "is '"
              + header.version()
              + "', must be "
              + VERSION
              + ", the version that this program reads");
    }
    Set<Long> seen = new LinkedHashSet<>();
    for (long seed : doubts.touch("seeds") ? List.<Long>of() : header.seeds()) {
      if (!seen.add(seed)) {
        binder.report(locations.of("seeds"), "seeds", "has " + seed + " twice");
      }
    }
    if (!names.isEmpty() && !doubts.contains("arms")) {
      checkArmNames(header.report(), locations, names, doubts);
    }
  }

  private void checkArmNames(
      ReportSpec report, SourceMap locations, Set<String> names, UnreliableFields doubts) {
    report
        .armNames()
        .forEach(
            (field, name) -> {
              String path = "report." + field;
              boolean known =
                  names.contains(name)
                      || doubts.touch(field.startsWith("family") ? "report.family" : path);
              if (!known) {
                binder.report(
                    locations.of(path),
                    path,
                    "is '"
                        + name
                        + "', must be the name of an arm"
                        + Suggestions.hint(name, names));
              }
            });
  }

  private List<LocatedArm> arms(
      YamlNode.Fields document,
      Map<String, YamlNode> named,
      List<Long> seeds,
      UnreliableFields known) {
    YamlNode.Fields shared = only(document, RecordSchema.fieldNames(ArmSpec.class));
    List<AxisExpander.Point> all =
        new AxisExpander(binder).points(Optional.ofNullable(document.children().get("axes")));
    boolean many = (long) all.size() * named.size() * seeds.size() > MAX_ARMS;
    if (many) {
      binder.report(
          document.children().getOrDefault("axes", document).location(),
          "axes",
          AxisExpander.tooMany());
    }
    List<AxisExpander.Point> points = many ? all.subList(0, 1) : all;
    Set<AxisExpander.Assignment> used = new LinkedHashSet<>();
    ArmChecks problems = new ArmChecks();
    List<LocatedArm> arms = new ArrayList<>();
    named.forEach(
        (name, own) -> {
          NamedArm arm = new NamedArm(name, own, shared.overlaidBy(own), path(document, name));
          points.forEach(point -> arms.addAll(arms(arm, point, used, seeds, known, problems)));
        });
    problems.report(binder);
    if (!named.isEmpty() && !many) {
      points.forEach(point -> point.reportUnused(used, problems.doubts(), binder));
    }
    if (!known.contains("arms")) {
      checkMatches(arms, named.keySet());
    }
    return arms;
  }

  private static String path(YamlNode.Fields document, String arm) {
    return document.children().containsKey("arms") ? "arms." + arm : "";
  }

  /**
   * An arm of the file before axes and seeds.
   *
   * @param own the fields in which it differs
   * @param settings all of its fields
   * @param path the position of its own fields
   */
  private record NamedArm(String name, YamlNode own, YamlNode settings, String path) {}

  /** The arms at one point of the axes, one for each seed; none where its settings are invalid. */
  private List<LocatedArm> arms(
      NamedArm arm,
      AxisExpander.Point point,
      Set<AxisExpander.Assignment> used,
      List<Long> seeds,
      UnreliableFields known,
      ArmChecks problems) {
    YamlNode written = point.applyTo(arm.settings(), used);
    RecordBinder binding = binder.sibling().doubting(known);
    Optional<ArmSpec> spec = binding.record(ArmSpec.class, written, "");
    SourceMap locations = new SourceMap(written, arm.own(), arm.path(), binding.doubts());
    problems.add(binding, locations);
    return spec.stream()
        .flatMap(
            made ->
                seeds.stream().map(seed -> new Arm(arm.name(), point.coordinates(), seed, made)))
        .map(made -> new LocatedArm(made, locations))
        .toList();
  }

  private Map<String, YamlNode> namedArms(YamlNode.Fields document) {
    YamlNode arms = document.children().get("arms");
    if (arms == null) {
      return Map.of("arm", new YamlNode.Fields(Map.of(), document.location()));
    }
    if (!(arms instanceof YamlNode.Fields fields) || fields.children().isEmpty()) {
      binder.report(
          arms.location(),
          "arms",
          "is "
              + arms.shown()
              + ", must be a mapping of names to the fields in which the arm differs");
      return Map.of();
    }
    Map<String, YamlNode> named = new LinkedHashMap<>();
    fields
        .children()
        .forEach(
            (name, own) -> {
              if (!name.matches("[A-Za-z0-9][A-Za-z0-9+._-]{0,63}")) {
                binder.report(
                    own.location(),
                    "arms." + name,
                    "is not a name: letters, digits, '+', '.', '_' or '-', 64 at most");
              }
              named.put(name, own instanceof YamlNode.Fields ? own : withoutFields(name, own));
            });
    return named;
  }

  /**
   * An arm without differences; anything but that or a mapping is reported here, before overrides
   * are applied.
   */
  private YamlNode withoutFields(String name, YamlNode own) {
    if (!(own instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      binder.report(
          own.location(),
          "arms." + name,
          "is "
              + own.shown()
              + ", must have the fields "
              + String.join(", ", RecordSchema.fieldNames(ArmSpec.class)));
    }
    return new YamlNode.Fields(Map.of(), own.location());
  }

  /**
   * Requires that every compute-matched control names an aligned arm; an invalid arm is not
   * reported again.
   */
  private void checkMatches(List<LocatedArm> arms, Set<String> names) {
    Map<String, Method> methods = new LinkedHashMap<>();
    arms.forEach(
        arm ->
            arm.reliable(ArmSpec::method, "method")
                .ifPresent(method -> methods.put(arm.arm().name(), method)));
    for (LocatedArm arm : arms) {
      String matches = arm.spec().continued().matches();
      boolean unread = names.contains(matches) && !methods.containsKey(matches);
      if (arm.positions().areRight("method", "continued.matches")
          && arm.spec().method() == Method.CONTINUED
          && !unread
          && methods.get(matches) != Method.ALIGN) {
        List<String> aligned =
            methods.keySet().stream().filter(name -> methods.get(name) == Method.ALIGN).toList();
        String hint =
            aligned.isEmpty() ? ", and there is none" : Suggestions.hint(matches, aligned);
        String path = "continued.matches";
        binder.report(
            arm.positions().of(path),
            arm.positions().path(path),
            "is '" + matches + "', must be the name of an arm whose method is align" + hint);
      }
    }
  }

  private static YamlNode.Fields only(YamlNode.Fields document, List<String> names) {
    Map<String, YamlNode> kept = new LinkedHashMap<>(document.children());
    kept.keySet().retainAll(names);
    return new YamlNode.Fields(kept, document.location());
  }

  private static List<Problem> sorted(Collection<Problem> problems) {
    return problems.stream()
        .sorted(Comparator.comparingInt(problem -> problem.location().line()))
        .toList();
  }
}
