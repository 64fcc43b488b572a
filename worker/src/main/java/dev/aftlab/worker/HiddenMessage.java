package dev.aftlab.worker;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.aftlab.experiments.spec.Printable;

/** A log message without this process's secrets; {@code %hidden} in {@code logback.xml}. */
public final class HiddenMessage extends MessageConverter {

  private final Secrets secrets = Secrets.ofProcess();

  @Override
  public String convert(ILoggingEvent event) {
    // A line of a message never looks like the beginning of another one.
    return Printable.text(secrets.hide(super.convert(event))).replace("\n", "\n  ");
  }
}
