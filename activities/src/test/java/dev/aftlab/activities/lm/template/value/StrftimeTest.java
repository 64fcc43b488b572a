package dev.aftlab.activities.lm.template.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expected texts are those of {@code datetime(2024, 9, 5).strftime(...)} of Python 3.11 on Linux.
 */
class StrftimeTest {
  private static final LocalDate DATE = LocalDate.of(2024, 9, 5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%d %b %Y|05 Sep 2024",
        "%Y-%m-%d|2024-09-05",
        "%B %-d, %Y|September 5, 2024",
        "%A, %a|Thursday, Thu",
        "%j %-j %y %-m|249 249 24 9",
        "%H:%M:%S.%f|00:00:00.000000",
        "%I %-I %p|12 12 AM",
        "100%% é|100% é",
        "%-H|0"
      })
  void format_knownCodes_areThoseOfPython(String format, String text) {
    assertEquals(text, Strftime.format(DATE, format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%-", "%q", "%c", "%x", "%-A", "%U"})
  void format_otherCodes_areRefusedByName(String format) {
    assertTrue(
        assertThrows(TemplateException.class, () -> Strftime.format(DATE, format))
            .getMessage()
            .contains(format));
  }

  @Test
  void format_mayOfAnEarlyYear_keepsFourDigits() {
    assertEquals("May May 0999", Strftime.format(LocalDate.of(999, 5, 1), "%b %B %Y"));
  }
}
