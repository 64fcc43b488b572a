package dev.aftlab.activities.lm.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aftlab.activities.lm.template.value.TemplateException;
import dev.aftlab.experiments.result.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates against what Jinja2 made of them; made by ops/reference/record_templates.py. */
final class TemplateTest {
  /** Of the recorded texts so many of 100 are rendered; the others show what is refused. */
  private static final int LEAST_RENDERED = 85;

  private static final List<JsonNode> RECORD = record();

  static List<JsonNode> recorded() {
    return RECORD.subList(1, RECORD.size());
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void render_recordedTemplate_isJinja2sTextOrRefused(JsonNode one) {
    Optional<String> rendered = rendered(one.get("template").textValue());
    if (one.has("text")) {
      rendered.ifPresent(text -> assertEquals(one.get("text").textValue(), text, one.toString()));
    } else {
      assertTrue(rendered.isEmpty(), one + " is rendered as " + rendered);
    }
  }

  @Test
  void render_recordedTemplates_rendersMostOfWhatJinja2Renders() {
    List<JsonNode> texts = recorded().stream().filter(one -> one.has("text")).toList();
    long rendered =
        texts.stream().filter(one -> rendered(one.get("template").textValue()).isPresent()).count();
    assertTrue(100 * rendered >= LEAST_RENDERED * texts.size(), rendered + " of " + texts.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{% for x in range(100000) %}{% for y in range(100000) %}{% endfor %}{% endfor %} ~ steps",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }} ~ deeper than 100",
        "{{ 'ab' * 3000000 }} ~ characters",
        "{{ 'a' * 9999999999999999 }} ~ characters",
        "{{ 'x'.center(99999999) }} ~ characters",
        "{{ ('a' * 3000000).replace('a', 'a' * 3000000) }} ~ characters",
        "{% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{%"
            + " endfor %} ~ characters",
        "{% for x in range(100000) %}{% for y in range(100000) if x < 0 %}{% endfor %}{% endfor %}"
            + " ~ steps",
        "{{ range(100001) }} ~ 100000",
        "{{ 'x'|tojson(indent=99999999) }} ~ characters",
      })
  void render_endlessWork_isRefused(String template, String words) {
    String message =
        assertThrows(
                TemplateException.class,
                () -> Template.parse(template).render(Json.mapper().createObjectNode()))
            .getMessage();
    assertTrue(message.contains(words), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "not ", "-", "{% if true %}", "1 if 1 else "})
  void parse_deepNesting_isRefused(String opening) {
    String text =
        opening.startsWith("{%") ? opening.repeat(30_000) : "{{ " + opening.repeat(30_000) + "1 }}";
    assertThrows(TemplateException.class, () -> Template.parse(text));
  }

  @Test
  void render_unknownName_isRefusedOnlyWhereItIsRead() {
    Template template = Template.parse("{% if a %}{{ b }}{% endif %}x");
    Map<String, String> unknown = Map.of("b", "nobody said");
    assertEquals("x", template.render(Json.mapper().createObjectNode(), unknown, Optional.empty()));
    String message =
        assertThrows(
                TemplateException.class,
                () ->
                    template.render(
                        Json.mapper().createObjectNode().put("a", true), unknown, Optional.empty()))
            .getMessage();
    assertEquals("line 1: 'b' is unknown: nobody said", message);
  }

  @Test
  void render_sameTemplateTwice_sharesNothing() {
    Template template =
        Template.parse(
            "{% set ns = namespace(n=0) %}{% for i in range(3) %}{% set ns.n = ns.n + 1 %}{% endfor"
                + " %}{{ ns.n }}");
    assertEquals("3", template.render(Json.mapper().createObjectNode()));
    assertEquals("3", template.render(Json.mapper().createObjectNode()));
  }

  private static Optional<String> rendered(String template) {
    try {
      return Optional.of(
          Template.parse(template).render((ObjectNode) RECORD.getFirst().get("variables")));
    } catch (TemplateException refused) {
      return Optional.empty();
    }
  }

  private static List<JsonNode> record() {
    try (InputStream in = TemplateTest.class.getResourceAsStream("snippets.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> Json.read(line, JsonNode.class))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
