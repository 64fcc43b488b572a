package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One combination of the axes' values.
 *
 * @param coordinates one for each field that an axis sets, in the order of the axes
 */
public record ArmPoint(List<Coordinate> coordinates) {
  /** The only point of an experiment without axes. */
  public static final ArmPoint NONE = new ArmPoint(List.of());

  /** Copies the list. */
  public ArmPoint {
    coordinates = List.copyOf(coordinates);
  }

  /**
   * The value of one field.
   *
   * @param path the field's path within an arm
   * @param value the value as it is shown
   */
  public record Coordinate(List<String> path, String value) {

    /** Copies the path, which must not be empty. */
    public Coordinate {
      if (path.isEmpty()) {
        throw new IllegalArgumentException("path must have at least one field, value is " + value);
      }
      path = List.copyOf(path);
    }

    /** The field's name without the path to it. */
    public String field() {
      return path.getLast();
    }

    /** As it is shown: {@code field=value}. */
    public String text() {
      return field() + "=" + value;
    }
  }

  /** Whether there are no axes. */
  @JsonIgnore
  public boolean isEmpty() {
    return coordinates.isEmpty();
  }

  /** As it is shown: {@code field=value, …}; empty without axes. */
  public String text() {
    return coordinates.stream().map(Coordinate::text).collect(Collectors.joining(", "));
  }

  /** The same in brackets after a blank, to follow the name of an arm; empty without axes. */
  public String suffix() {
    return isEmpty() ? "" : " [" + text() + "]";
  }
}
