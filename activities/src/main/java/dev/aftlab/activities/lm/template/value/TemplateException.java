package dev.aftlab.activities.lm.template.value;

/**
 * A template that has no text: Jinja2 would raise too, or the template uses what is not known here.
 * The message says what, and in which line.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String problem;

  public TemplateException(String message) {
    this(0, message);
  }

  public TemplateException(int line, String message) {
    super(message);
    this.line = line;
    this.problem = message;
  }

  /** What Jinja2 may well know, but this evaluator does not. */
  public static TemplateException unsupported(String what) {
    return new TemplateException(what + " is not supported");
  }

  /** The same failure with its place, unless it has one. */
  public TemplateException at(int place) {
    if (line > 0) {
      return this;
    }
    TemplateException located = new TemplateException(place, problem);
    located.initCause(this);
    return located;
  }

  @Override
  public String getMessage() {
    return line > 0 ? "line " + line + ": " + problem : problem;
  }
}
