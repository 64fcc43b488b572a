package dev.aftlab.worker;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A log message without this process's secrets; {@code %hidden} in {@code logback.xml}. */
public final class HiddenMessage extends MessageConverter {

  private final Secrets secrets = Secrets.ofProcess();

  @Override
  public String convert(ILoggingEvent event) {
    return secrets.hide(super.convert(event));
  }
}
