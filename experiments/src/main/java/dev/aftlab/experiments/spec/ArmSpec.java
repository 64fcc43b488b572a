package dev.aftlab.experiments.spec;

/**
 * Every setting of one arm but its seed: the experiment's fields with the arm's own and the axes' values laid over them.
 *
 * @param model the base model
 * @param data the questions
 * @param method how far the arm goes
 * @param vft fine-tuning on references
 * @param sampling completions drawn from the VFT model
 * @param label how completions are judged
 * @param align the align step
 * @param continued the compute-matched control; used where {@code method} is {@code continued}
 * @param evaluation what is measured
 */
public record ArmSpec(
    ModelSpec model,
    DataSpec data,
    @Default("align") Method method,
    @Default("{}") TrainingSpec vft,
    @Default("{}") SamplingSpec sampling,
    @Default("{}") LabelSpec label,
    @Default("{}") AlignSpec align,
    @Default("{}") ContinuedSpec continued,
    @Default("{}") EvaluationSpec evaluation) {}
