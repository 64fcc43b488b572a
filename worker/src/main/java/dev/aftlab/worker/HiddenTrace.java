package dev.aftlab.worker;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.aftlab.experiments.spec.Printable;

/** A logged stack trace without this process's secrets; {@code %hiddenTrace} in {@code logback.xml}. */
public final class HiddenTrace extends ThrowableProxyConverter {

  private final Secrets secrets = Secrets.ofProcess();

  @Override
  public String convert(ILoggingEvent event) {
    return Printable.text(secrets.hide(super.convert(event)));
  }
}
