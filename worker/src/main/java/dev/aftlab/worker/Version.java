package dev.aftlab.worker;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code aft --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(unpackaged)");
    return new String[] {"aft " + version, "java " + Runtime.version()};
  }
}
