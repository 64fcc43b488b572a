package dev.aftlab.activities.lm.template;

/** What the filters {@code safe} and {@code escape} are about. Nothing is escaped unless a template asks for it. */
final class Markup {
  private Markup() {}

  static String escape(String text) {
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;").replace("\"", "&#34;");
  }

  /** The text of a value, escaped unless it is marked as safe. */
  static String escaped(Value value) {
    return value instanceof Value.SafeText safe ? safe.text() : escape(Values.str(value));
  }
}
