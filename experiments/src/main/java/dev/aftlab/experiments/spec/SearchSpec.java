package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * How a run chooses arms from its search space, which is every point of the axes with every seed.
 * It decides which arms run, never what an arm is: no fingerprint of a step depends on it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(SearchSpec.Grid.class)})
public sealed interface SearchSpec {

  /** All arms of the search space, in one page. */
  @JsonTypeName("grid")
  record Grid() implements SearchSpec {}
}
