package dev.aftlab.experiments.spec;

/** How far along the method an arm goes before it is evaluated. */
public enum Method {
  /** The base model itself. */
  BASE,
  /** Fine-tuned on the references. */
  VFT,
  /** VFT continued to match another arm's operations. */
  CONTINUED,
  /** The whole method. */
  ALIGN
}
