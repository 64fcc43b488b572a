package dev.aftlab.experiments.spec;

/** The last stage of an arm before its evaluation. */
public enum Method {
  /** The base model without training. */
  BASE,
  /** Fine-tuned on the references. */
  VFT,
  /** VFT continued to match another arm's operations. */
  CONTINUED,
  /** VFT, sampling and alignment. */
  ALIGN
}
