package dev.aftlab.experiments.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.aftlab.experiments.spec.annotation.Default;

/** The constraint that bounds the scores of wrong chains from below. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ConstraintSpec.None.class),
  @JsonSubTypes.Type(ConstraintSpec.Detached.class),
  @JsonSubTypes.Type(ConstraintSpec.Boundary.class)
})
public sealed interface ConstraintSpec {

  /** No constraint: L_A of arXiv 2309.02144, eq. 6. */
  @JsonTypeName("none")
  record None() implements ConstraintSpec {}

  /** The scores of wrong chains carry no gradient. */
  @JsonTypeName("detached")
  record Detached() implements ConstraintSpec {}

  /**
   * Wrong chains are pushed down to a boundary β below the worst right one, and back up when they
   * are under it.
   *
   * @param beta the distance
   * @param detach which part of the boundary is detached from the gradient
   */
  @JsonTypeName("boundary")
  record Boundary(@Default("auto") BetaSpec beta, @Default("t") Detach detach)
      implements ConstraintSpec {}

  /** The detached part of T = 2B − s_p, B = min_p s_p − β. */
  enum Detach {
    /** T as a whole. */
    T,
    /** B only. */
    B,
    /** Nothing: the gradient flows through the minimum as well. */
    NONE
  }
}
