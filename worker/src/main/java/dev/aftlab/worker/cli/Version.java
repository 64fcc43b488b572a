package dev.aftlab.worker.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code aft --version} prints. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        product().orElse("(unpackaged)") + commit().map(known -> " (" + known + ")").orElse("");
    return new String[] {"aft " + version, "java " + Runtime.version()};
  }

  /** The product's version; empty when it runs from classes. */
  public static Optional<String> product() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
  }

  /** The commit of the build, as recorded by the launcher; empty when unknown. */
  public static Optional<String> commit() {
    return Optional.of(System.getProperty("aft.commit", "")).filter(known -> !known.isBlank());
  }
}
