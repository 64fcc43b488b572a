package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.Problem;
import dev.aftlab.experiments.spec.reader.SpecReader.Override;
import dev.aftlab.experiments.text.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads overrides of fields, and explains the quoting that shells and YAML need. */
final class OverrideReader {
  private static final int MOST_NAMES = 50;

  private final List<Override> overrides;
  private final List<Problem> problems = new ArrayList<>();
  private final UnreliableFields doubts = new UnreliableFields();
  private final List<YamlNode> nodes;

  OverrideReader(List<Override> overrides) {
    this.overrides = List.copyOf(overrides);
    nodes = overrides.stream().flatMap(override -> node(override).stream()).toList();
  }

  /** The paths of invalid overrides. */
  UnreliableFields doubts() {
    return doubts;
  }

  /** The problems of the overrides. */
  List<Problem> problems() {
    return problems;
  }

  /** Applies all overrides to a document, later ones last. */
  YamlNode laidOver(YamlNode root) {
    return nodes.stream().reduce(root, YamlNode::overlaidBy);
  }

  /** A problem that quotation marks fix, with the corrected option. */
  Problem hinted(Problem problem) {
    if (problem.cause() != Problem.Cause.NOT_A_TEXT) {
      return problem;
    }
    return overrides.stream()
        .filter(
            override ->
                problem.location().equals(Location.option(override.path()))
                    && problem.location().after(problem.path()).isEmpty())
        .reduce((first, last) -> last)
        .map(override -> problem.extendedBy(quotationMarks(override)))
        .orElse(problem);
  }

  private Optional<YamlNode> node(Override override) {
    Location option = Location.option(override.path());
    List<String> path = Arrays.asList(override.path().split("\\.", -1));
    Optional<String> fault = fault(override, path);
    if (fault.isPresent()) {
      doubts.add(override.path());
      problems.add(new Problem(option, "", fault.get()));
      return Optional.empty();
    }
    try {
      YamlNode value = new YamlParser(option.toString()).parse(override.value());
      if (value instanceof YamlNode.Scalar scalar
          && !scalar.quoted()
          && !scalar.text().equals(override.value().strip())) {
        problems.add(
            new Problem(
                option, "", "would be read as '" + scalar.text() + "'" + quotationMarks(override)));
      }
      return Optional.of(YamlNode.at(path, SpecReader.relocated(value, option)));
    } catch (InvalidSpecException invalid) {
      doubts.add(override.path());
      invalid
          .problems()
          .forEach(
              problem ->
                  problems.add(
                      new Problem(option, "", problem.message() + quotationMarks(override))));
      return Optional.empty();
    }
  }

  private static Optional<String> fault(Override override, List<String> path) {
    Optional<String> indexed =
        path.stream().filter(name -> name.matches(".*\\[.*") || name.matches("[0-9]+")).findFirst();
    if (path.stream().anyMatch(String::isBlank)) {
      return Optional.of(
          "has an empty name in its path; a path is names with dots between them, such as"
              + " sampling.k");
    }
    if (path.size() > MOST_NAMES) {
      return Optional.of(
          "has a path of " + path.size() + " names, must have at most " + MOST_NAMES);
    }
    if (indexed.isPresent() && !path.getFirst().equals("arms")) {
      return Optional.of(
          "leads into a list; a list is set as a whole: --set '"
              + whole(path, indexed.get())
              + "=[…]'");
    }
    if (override.value().isBlank()) {
      return Optional.of(
          "must be path=value, such as sampling.k=6; null is the default, '\"\"' an empty text");
    }
    return Optional.empty();
  }

  private static String whole(List<String> path, String indexed) {
    String name = indexed.replaceFirst("\\[.*", "");
    List<String> names = new ArrayList<>(path.subList(0, path.indexOf(indexed)));
    if (indexed.contains("[") && !name.isEmpty()) {
      names.add(name);
    }
    return String.join(".", names);
  }

  private static String quotationMarks(Override override) {
    return "; text with characters that have a meaning in YAML needs quotation marks: --set "
        + Quoted.shell(override.path() + "=" + Quoted.yaml(override.value().strip()));
  }
}
