package dev.aftlab.experiments.spec.reader;

import dev.aftlab.experiments.spec.Arm;
import dev.aftlab.experiments.spec.ArmSpec;
import dev.aftlab.experiments.spec.DatasetSpec;
import dev.aftlab.experiments.spec.Location;
import dev.aftlab.experiments.spec.NamedInput;
import dev.aftlab.experiments.spec.SamplesSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An arm with the source positions of its settings, for messages.
 *
 * @param arm the arm
 * @param positions where its settings were written
 */
public record LocatedArm(Arm arm, SourceMap positions) {

  /** The seed of the arm. */
  public long seed() {
    return arm.seed();
  }

  /** The settings of the arm, with placeholders for invalid values. */
  public ArmSpec spec() {
    return arm.spec();
  }

  /**
   * A part of the settings; empty when one of the fields that it depends on is invalid.
   *
   * @param part the part
   * @param paths dotted paths of the fields that it depends on
   */
  public <T> Optional<T> reliable(Function<ArmSpec, T> part, String... paths) {
    return positions.areRight(paths) ? Optional.of(part.apply(spec())) : Optional.empty();
  }

  /** The inputs that {@code --set} options name; none of invalid settings. */
  List<NamedInput> inputsOfOptions() {
    return inputs()
        .filter(input -> positions.of(input.path()) instanceof Location.InOption)
        .toList();
  }

  private Stream<NamedInput> inputs() {
    String assessed = "evaluation.assessment.samples";
    Stream<NamedInput> model =
        reliable(ArmSpec::model, "model").stream()
            .map(named -> new NamedInput("model.base", named.base()));
    return Stream.of(
            model,
            questions("data.train", spec -> Optional.of(spec.data().train())),
            questions("data.test", spec -> Optional.of(spec.data().test())),
            questions("data.selection", spec -> spec.data().selection()),
            furtherQuestions(),
            samples("samples", ArmSpec::samples),
            samples(assessed, spec -> spec.evaluation().assessment().samples()))
        .flatMap(Function.identity());
  }

  private Stream<NamedInput> furtherQuestions() {
    return spec().evaluation().also().entrySet().stream()
        .flatMap(
            set ->
                questions(
                    "evaluation.also." + set.getKey() + ".data",
                    spec -> Optional.of(set.getValue().data())));
  }

  private Stream<NamedInput> questions(String path, Function<ArmSpec, Optional<DatasetSpec>> part) {
    return reliable(part, path).stream()
        .flatMap(Optional::stream)
        .flatMap(data -> data.inputs(path).stream());
  }

  private Stream<NamedInput> samples(String path, Function<ArmSpec, Optional<SamplesSpec>> part) {
    return reliable(part, path).stream()
        .flatMap(Optional::stream)
        .map(given -> new NamedInput(path + ".file", given.file()));
  }
}
