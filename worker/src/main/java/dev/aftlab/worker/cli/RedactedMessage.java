package dev.aftlab.worker.cli;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.aftlab.experiments.text.PrintableText;

/** A log message without this process's secrets; {@code %redacted} in {@code logback.xml}. */
public final class RedactedMessage extends MessageConverter {

  private final Secrets secrets = Secrets.ofProcess();

  @Override
  public String convert(ILoggingEvent event) {
    // Further lines are indented, so that none looks like a new record.
    return PrintableText.text(secrets.hide(super.convert(event))).replace("\n", "\n  ");
  }
}
