package dev.aftlab.experiments.spec;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the table compares.
 *
 * @param reference the arm that every other is compared with, as a rule VFT; empty for none
 * @param matched the compute-matched control, the second arm that every other is compared with;
 *     empty for none
 * @param family the comparisons stated in advance; Holm's correction is over these
 * @param roles which arm plays which part in the conclusions: unconstrained, boundary, detached,
 *     rft
 * @param notes what a reader must know about the setting, printed under the table
 * @param level confidence level of the intervals
 * @param resamples bootstrap resamples
 * @param seed seed of the bootstrap
 */
public record ReportSpec(
    @Default("''") String reference,
    @Default("''") String matched,
    @Default("[]") List<ComparisonSpec> family,
    @Default("{}") Map<String, String> roles,
    @Default("[]") List<String> notes,
    @Default("0.95") @DecimalMin("0.5") @DecimalMax("0.999") double level,
    @Default("10000") @Min(100) int resamples,
    @Default("1") long seed) {

  /** Every arm that is named somewhere: the field → the arm. */
  public Map<String, String> armNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("reference", reference);
    names.put("matched", matched);
    for (int i = 0; i < family.size(); i++) {
      names.put("family[" + i + "].arm", family.get(i).arm());
      names.put("family[" + i + "].against", family.get(i).against());
    }
    roles.forEach((role, name) -> names.put("roles." + role, name));
    names.values().removeIf(name -> name == null || name.isEmpty());
    return names;
  }

  /**
   * One comparison of accuracies.
   *
   * @param arm the arm
   * @param against the arm it is compared with: its accuracy is subtracted
   */
  public record ComparisonSpec(String arm, String against) {}
}
