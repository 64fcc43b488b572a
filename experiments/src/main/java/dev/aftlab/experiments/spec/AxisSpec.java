package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/**
 * One dimension of a sweep: a list of values over a field, or over several fields that move together.
 *
 * <p>An arm whose settings have no such field (β without a boundary) is left as it is, so that such points fall together.
 *
 * @param fields dotted paths into the arm's settings, such as {@code sampling.k}
 * @param values one value per point; with several fields a list of one value per field
 * @param name how the axis is called in tables; the last part of the first field when empty
 */
public record AxisSpec(@NotEmpty List<String> fields, @NotEmpty List<JsonNode> values, @Default("''") String name) {}
