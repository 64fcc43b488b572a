package dev.aftlab.experiments.spec.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LocatedExperimentTest {
  private static final String YAML =
      """
      version: 1
      name: small
      seeds: [1]
      model: {base: models/x}
      data:
        train: {type: aqua, file: a.json, without: [b.json]}
        test: {type: jsonl, file: c.jsonl}
      evaluation: {also: {far: {data: {type: jsonl, file: d.jsonl}}}}
      """;

  private static LocatedExperiment read(String... overrides) {
    return SpecReader.read("small.yaml", YAML, SpecReader.Override.parse(List.of(overrides)));
  }

  private static Set<String> named(String... overrides) {
    return read(overrides).namedInOptions();
  }

  @Test
  void namedInOptions_withoutOptions_isEmpty() {
    assertEquals(Set.of(), named());
  }

  @Test
  void namedInOptions_ofOneField_isThatFieldsValueAlone() {
    assertEquals(Set.of("/m"), named("model.base=/m"));
    assertEquals(Set.of("/a b,c"), named("data.train.file=/a b,c"));
    assertEquals(Set.of("/v", "/w"), named("data.train.without=[/v, /w]"));
    assertEquals(Set.of("/f"), named("evaluation.also.far.data.file=/f"));
    assertEquals(Set.of("/s"), named("samples={type: jsonl, file: /s}"));
    assertEquals(Set.of("/s"), named("evaluation.assessment.samples={type: jsonl, file: /s}"));
    assertEquals(Set.of("/v"), named("data.selection={type: jsonl, file: /v}"));
  }

  @Test
  void namedInOptions_ofPartsOfAMixture_areTheirFiles() {
    assertEquals(
        Set.of("/p", "/q", "/r"),
        named(
            "data.test={type: mixture, parts: [{data: {type: jsonl, file: /p}}, {name: b, data:"
                + " {type: aqua, file: /q, without: [/r]}}]}"));
  }

  @Test
  void namedInOptions_ofAnArmAndAnAxis_areTheirValues() {
    assertEquals(Set.of("/m"), named("arms.one.model.base=/m"));
    assertEquals(Set.of("/m", "/n"), named("axes=[{field: model.base, values: [/m, /n]}]"));
  }

  @Test
  void namedInOptions_ofOtherFields_isEmpty() {
    assertEquals(Set.of(), named("description=as in /etc/passwd", "data.test.count=1"));
  }

  @Test
  void namedInOptions_ofAnInvalidExperiment_areThoseOfItsValidSettings() {
    InvalidSpecException invalid =
        assertThrows(
            InvalidSpecException.class,
            () -> read("model.base=/m", "data.test={type: jsonl, file: []}", "vft.epochs=0"));
    assertEquals(Set.of("/m"), invalid.readable().orElseThrow().namedInOptions());
  }
}
