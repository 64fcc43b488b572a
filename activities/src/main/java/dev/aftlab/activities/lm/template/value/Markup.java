package dev.aftlab.activities.lm.template.value;

/**
 * What the filters {@code safe} and {@code escape} are about. Nothing is escaped unless a template
 * requests it.
 */
public final class Markup {
  private Markup() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  /** The text of a value, escaped unless it is marked as safe. */
  public static String escaped(Value value) {
    return value instanceof Value.SafeText safe ? safe.text() : escape(Values.str(value));
  }
}
