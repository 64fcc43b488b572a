package dev.aftlab.worker;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code aft --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = product().orElse("(unpackaged)") + commit().map(known -> " (" + known + ")").orElse("");
    return new String[] {"aft " + version, "java " + Runtime.version()};
  }

  /** The product's version; empty when it runs from classes. */
  static Optional<String> product() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
  }

  /** The commit that was built, as the launcher wrote it down; empty when it does not know. */
  static Optional<String> commit() {
    return Optional.of(System.getProperty("aft.commit", "")).filter(known -> !known.isBlank());
  }
}
