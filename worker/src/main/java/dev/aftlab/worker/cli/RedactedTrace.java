package dev.aftlab.worker.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.aftlab.experiments.text.PrintableText;

/**
 * A logged stack trace without this process's secrets; {@code %redactedTrace} in {@code
 * logback.xml}.
 */
public final class RedactedTrace extends ThrowableProxyConverter {

  private final Secrets secrets = Secrets.ofProcess();

  @Override
  public String convert(ILoggingEvent event) {
    return PrintableText.text(secrets.hide(super.convert(event)));
  }
}
