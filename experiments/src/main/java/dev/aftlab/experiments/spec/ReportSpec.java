package dev.aftlab.experiments.spec;

import dev.aftlab.experiments.spec.annotation.Default;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The comparisons and notes of the report.
 *
 * @param reference the arm to compare every other with, usually VFT; empty for none
 * @param matched the compute-matched control, the second arm to compare every other with; empty for
 *     none
 * @param family the pre-registered comparisons, which Holm's correction covers
 * @param concluded the aligned arms that the conclusions cover; what they say of each depends on
 *     its loss
 * @param notes notes on the setting, printed under the table
 * @param level confidence level of the intervals
 * @param resamples bootstrap resamples
 * @param seed seed of the bootstrap
 */
public record ReportSpec(
    @Default("''") String reference,
    @Default("''") String matched,
    @Default("[]") List<ComparisonSpec> family,
    @Default("[]") List<String> concluded,
    @Default("[]") List<String> notes,
    @Default("0.95") @DecimalMin("0.5") @DecimalMax("0.999") double level,
    @Default("10000") @Min(100) int resamples,
    @Default("1") long seed) {

  /** All references to arms: the arm by field. */
  public Map<String, String> armNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("reference", reference);
    names.put("matched", matched);
    for (int i = 0; i < family.size(); i++) {
      names.put("family[" + i + "].arm", family.get(i).arm());
      names.put("family[" + i + "].against", family.get(i).against());
    }
    for (int i = 0; i < concluded.size(); i++) {
      names.put("concluded[" + i + "]", concluded.get(i));
    }
    names.values().removeIf(name -> name == null || name.isEmpty());
    return names;
  }

  /**
   * One comparison of accuracies.
   *
   * @param arm the arm
   * @param against the arm whose accuracy is subtracted
   */
  public record ComparisonSpec(String arm, String against) {}
}
