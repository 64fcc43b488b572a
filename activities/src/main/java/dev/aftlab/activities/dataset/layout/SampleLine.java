package dev.aftlab.activities.dataset.layout;

import dev.aftlab.activities.dataset.GivenSample;
import dev.aftlab.activities.dataset.text.JsonFields;
import java.util.List;

/** Turns one JSON object of a file into samples. */
public interface SampleLine {

  /**
   * A sample with how it was judged.
   *
   * @param sample the sample
   * @param verdict the fields that judge it, for messages; the same for all samples of a question
   */
  record Judged(GivenSample sample, String verdict) {}

  /** The samples of an object; faults are reported at the object's place. */
  List<Judged> samples(JsonFields fields);
}
