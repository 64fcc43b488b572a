package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.ArmPoint;
import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.text.PrintableText;
import dev.aftlab.experiments.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Expands the axes of a sweep to their product. An axis is {@code {field: path, values: […]}}, or,
 * for fields that vary together, {@code {fields: [path, path], values: [[…], […]]}}.
 */
final class AxisExpander {
  private static final int MAX_POINTS = SpecReader.MAX_ARMS;

  private final RecordBinder binder;

  AxisExpander(RecordBinder binder) {
    this.binder = binder;
  }

  /** One field set to one value. */
  record Assignment(List<String> path, YamlNode value) {
    ArmPoint.Coordinate coordinate() {
      return new ArmPoint.Coordinate(path, text(value));
    }

    /** Prints lists with their contents, so that lists of one length differ. */
    private static String text(YamlNode value) {
      return value instanceof YamlNode.Items items
          ? items.children().stream()
              .map(Assignment::text)
              .collect(Collectors.joining(", ", "[", "]"))
          : PrintableText.line(value.brief());
    }
  }

  /** One point of the product. */
  record Point(List<Assignment> assignments) {
    ArmPoint coordinates() {
      return new ArmPoint(assignments.stream().map(Assignment::coordinate).toList());
    }

    /**
     * Applies this point's values to the fields that the settings have, and adds these to {@code
     * used}.
     */
    YamlNode applyTo(YamlNode settings, Set<Assignment> used) {
      YamlNode result = settings;
      for (Assignment assignment : assignments) {
        if (RecordSchema.has(ArmSpec.class, Optional.of(result), assignment.path())) {
          used.add(assignment);
          result = result.overlaidBy(spelled(result, assignment));
        }
      }
      return result;
    }

    /** Reports an axis whose field no arm has, unless the path to the field is invalid. */
    void reportUnused(Set<Assignment> used, UnreliableFields doubts, RecordBinder binder) {
      assignments.stream()
          .filter(
              assignment ->
                  !used.contains(assignment) && !doubts.touch(String.join(".", assignment.path())))
          .forEach(
              assignment ->
                  binder.report(
                      assignment.value().location(),
                      "axes",
                      "no arm has the field '" + String.join(".", assignment.path()) + "'"));
    }

    /**
     * The assignment as a document that names the variants on its path, so that a default variant
     * is explicit before it is changed.
     */
    private static YamlNode spelled(YamlNode settings, Assignment assignment) {
      return ChoicePaths.writtenOut(settings, ArmSpec.class, assignment.path())
          .overlaidBy(YamlNode.at(assignment.path(), assignment.value()));
    }
  }

  List<Point> points(Optional<YamlNode> node) {
    List<Point> points = new ArrayList<>(List.of(new Point(List.of())));
    if (node.isEmpty()) {
      return points;
    }
    if (!(node.get() instanceof YamlNode.Items axes)) {
      binder.report(
          node.get().location(),
          "axes",
          "is " + node.get().shown() + ", must be a list of {field: …, values: […]}");
      return points;
    }
    for (int i = 0; i < axes.children().size(); i++) {
      List<Point> longer = new ArrayList<>();
      List<List<Assignment>> values = axis(axes.children().get(i), "axes[" + i + "]");
      if ((long) points.size() * values.size() > MAX_POINTS) {
        binder.report(axes.location(), "axes", tooMany());
        return points.subList(0, 1);
      }
      for (Point point : points) {
        values.forEach(value -> longer.add(new Point(joined(point.assignments(), value))));
      }
      points = longer.isEmpty() ? points : longer;
    }
    return points;
  }

  static String tooMany() {
    return "make more than " + MAX_POINTS + " arms";
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private List<List<Assignment>> axis(YamlNode node, String path) {
    if (!(node instanceof YamlNode.Fields fields)) {
      binder.report(
          node.location(), path, "is " + node.shown() + ", must be {field: …, values: […]}");
      return List.of();
    }
    fields.children().keySet().stream()
        .filter(name -> !List.of("field", "fields", "values").contains(name))
        .forEach(
            name ->
                binder.report(
                    node.location(),
                    path + "." + name,
                    "is not a field"
                        + Suggestions.hint(name, List.of("field", "fields", "values"))));
    List<List<String>> paths = paths(fields, path);
    YamlNode given = fields.children().get("values");
    if (!(given instanceof YamlNode.Items values) || values.children().isEmpty()) {
      String found = given == null ? "is missing" : "is " + given.shown();
      binder.report(
          node.location(), path + ".values", found + ", must be a list with at least one value");
      return List.of();
    }
    return paths.isEmpty()
        ? List.of()
        : values.children().stream()
            .map(value -> assignments(paths, value, path))
            .filter(list -> !list.isEmpty())
            .toList();
  }

  private List<List<String>> paths(YamlNode.Fields fields, String path) {
    YamlNode given = fields.children().getOrDefault("fields", fields.children().get("field"));
    List<YamlNode> names =
        given instanceof YamlNode.Items items
            ? items.children()
            : given == null ? List.of() : List.of(given);
    if (names.isEmpty()) {
      binder.report(fields.location(), path + ".field", "is missing");
    }
    List<List<String>> paths =
        names.stream().map(name -> List.of(name.brief().split("\\."))).toList();
    for (int i = 0; i < paths.size(); i++) {
      if (!RecordSchema.couldHave(ArmSpec.class, paths.get(i))) {
        String hint = ChoicePaths.hint(ArmSpec.class, paths.get(i));
        binder.report(
            names.get(i).location(),
            path,
            "'" + String.join(".", paths.get(i)) + "' is not a field of an arm" + hint);
        return List.of();
      }
    }
    return paths;
  }

  private List<Assignment> assignments(List<List<String>> paths, YamlNode value, String path) {
    if (paths.size() == 1) {
      return List.of(new Assignment(paths.getFirst(), value));
    }
    if (!(value instanceof YamlNode.Items tuple) || tuple.children().size() != paths.size()) {
      binder.report(
          value.location(),
          path + ".values",
          "has "
              + value.shown()
              + ", each must be a list of "
              + paths.size()
              + ", one for each field");
      return List.of();
    }
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      assignments.add(new Assignment(paths.get(i), tuple.children().get(i)));
    }
    return assignments;
  }
}
