package dev.aftlab.worker.temporal;

import dev.aftlab.worker.cli.InputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a Temporal server.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port 1 to 65535
 */
record TemporalAddress(String host, int port) {
  /** Temporal's default port. */
  static final int USUAL_PORT = 7233;

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/+(.*)");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9A-Fa-f:.%a-z]+]|[A-Za-z0-9_](?:[A-Za-z0-9._-]*))(?::([0-9]{1,9}))?");
  private static final int LARGEST_PORT = 65_535;

  /**
   * Parses an address; trims blanks, and defaults the port to {@link #USUAL_PORT}.
   *
   * @param name the variable or option with the value
   * @throws InputException when it is not host and port; the message says what to write
   */
  static TemporalAddress parse(String name, String text) {
    String address = text.strip();
    requireBare(name, text, address);
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      throw wrong(
          name,
          text,
          address.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
              ? "an IPv6 address needs brackets, such as [" + address + "]:" + USUAL_PORT
              : "host and port are expected, such as 127.0.0.1:" + USUAL_PORT);
    }
    int port = matcher.group(2) == null ? USUAL_PORT : Integer.parseInt(matcher.group(2));
    if (port < 1 || port > LARGEST_PORT) {
      throw wrong(name, text, "a port must be between 1 and " + LARGEST_PORT);
    }
    return new TemporalAddress(matcher.group(1).replaceAll("[\\[\\]]", ""), port);
  }

  private static void requireBare(String name, String text, String address) {
    Matcher scheme = SCHEME.matcher(address);
    if (scheme.matches()) {
      throw wrong(
          name,
          text,
          "it must be without '"
              + scheme.group(1)
              + "://', such as "
              + example(scheme.group(2))
              + tls(scheme.group(1)));
    }
    if (address.contains("@")) {
      throw new InputException(
          name
              + " must be host and port alone, such as 127.0.0.1:"
              + USUAL_PORT
              + "; a key goes into TEMPORAL_API_KEY");
    }
    if (address.contains("/")) {
      throw wrong(name, text, "it must be without a path, such as " + example(address));
    }
  }

  private static String example(String rest) {
    String host = rest.replaceFirst("[/?#].*", "");
    return ADDRESS.matcher(host).matches()
        ? host + (host.matches(".*:[0-9]+") ? "" : ":" + USUAL_PORT)
        : "127.0.0.1:" + USUAL_PORT;
  }

  private static String tls(String scheme) {
    return scheme.equalsIgnoreCase("https") ? "; TEMPORAL_TLS=true enables TLS" : "";
  }

  private static InputException wrong(String name, String text, String why) {
    return new InputException(name + " is '" + text + "'; " + why);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
