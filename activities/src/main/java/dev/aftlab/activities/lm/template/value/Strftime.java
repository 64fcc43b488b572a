package dev.aftlab.activities.lm.template.value;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Python's {@code datetime.strftime} for a date at midnight, in the C locale: {@code %a %A %b %B %d
 * %m %y %Y %j %H %I %p %M %S %f %%}, and {@code %-d} and the like without leading zeros, as Linux
 * has them. Every other code is refused.
 */
public final class Strftime {
  private Strftime() {}

  /**
   * The date in the format.
   *
   * @throws TemplateException when the format has a code that is not one of these, or ends within
   *     one
   */
  public static String format(LocalDate date, String format) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < format.length(); at++) {
      char sign = format.charAt(at);
      if (sign != '%') {
        out.append(sign);
        continue;
      }
      boolean bare = format.startsWith("-", at + 1);
      at += bare ? 2 : 1;
      if (at >= format.length()) {
        throw TemplateException.unsupported("the date format '" + format + "'");
      }
      out.append(
          bare ? bare(date, format.charAt(at), format) : padded(date, format.charAt(at), format));
    }
    return out.toString();
  }

  private static String bare(LocalDate date, char code, String format) {
    if ("dmyjHIMS".indexOf(code) < 0) {
      throw TemplateException.unsupported("'%-" + code + "' of the date format '" + format + "'");
    }
    return Integer.toString(Integer.parseInt(padded(date, code, format)));
  }

  private static String padded(LocalDate date, char code, String format) {
    return switch (code) {
      case 'a' -> date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b' -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case 'B' -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'd' -> digits(date.getDayOfMonth(), 2);
      case 'm' -> digits(date.getMonthValue(), 2);
      case 'y' -> digits(date.getYear() % 100, 2);
      case 'Y' -> digits(date.getYear(), 4);
      case 'j' -> digits(date.getDayOfYear(), 3);
      case 'H', 'M', 'S' -> "00";
      case 'I' -> "12";
      case 'p' -> "AM";
      case 'f' -> "000000";
      case '%' -> "%";
      default ->
          throw TemplateException.unsupported(
              "'%" + code + "' of the date format '" + format + "'");
    };
  }

  private static String digits(int number, int width) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }
}
