package dev.aftlab.experiments.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTextTest {
  @Test
  void text_thatControlsATerminal_isEscaped() {
    assertEquals("\\u001b[31mred\\u0007", PrintableText.text("\u001b[31mred\u0007"));
    assertEquals("a\\rb\\u0000\\u007f\\u009b2J", PrintableText.text("a\rb\0\u007f\u009b2J"));
    assertEquals(
        "\\u202eabc\\u202c \\u2066x\\u2069", PrintableText.text("\u202eabc\u202c \u2066x\u2069"));
    assertEquals(
        "\\ufeffa\\u200bb\\u2060c\\u200e\\u200f\\u061c",
        PrintableText.text("\ufeffa\u200bb\u2060c\u200e\u200f\u061c"));
    assertEquals("\\u2028\\u2029\\u0085", PrintableText.text("\u2028\u2029\u0085"));
    assertEquals("a\\ud800b\\udc00", PrintableText.text("a\ud800b\udc00"));
    assertEquals("\\udb40\\udc41", PrintableText.text(Character.toString(0xE0041)));
  }

  @Test
  void lineBreaks_andTabs_stayInTextAlone() {
    assertEquals("a\n\tb", PrintableText.text("a\n\tb"));
    assertEquals("a\\n\\tb", PrintableText.line("a\n\tb"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "naïve café",
        "中文，日本語",
        "سلام می‌خواهم",
        "שלום",
        "हिन्दी क्ष्‍",
        "👩‍👩‍👧 ☕️",
        "λ ≥ 0 · “x” …",
        "e\u0301",
        "𝒳",
        "a\u00adb",
        "\\u001b \\n"
      })
  void text_ofAnyScript_isUnchanged(String text) {
    assertSame(text, PrintableText.text(text));
  }

  @Test
  void value_ofAnyLength_isShortened() {
    String told = PrintableText.brief("x".repeat(1_000_000));
    assertTrue(told.length() < 400 && told.endsWith("… (1000000 characters)"), told);
  }
}
