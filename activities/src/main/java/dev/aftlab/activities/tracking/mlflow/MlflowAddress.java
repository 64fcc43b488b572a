package dev.aftlab.activities.tracking.mlflow;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address of an MLflow server. Holds no secret.
 *
 * @param base scheme, host, port and path, without a slash at the end
 */
public record MlflowAddress(URI base) {

  /**
   * Reads an address.
   *
   * @param name its human-readable name: a variable or an option
   * @throws IllegalArgumentException when it is not the address of a server, or holds a user, a
   *     password or a query; the message does not repeat it
   */
  public static MlflowAddress parse(String name, String text) {
    URI uri = uri(name, text.strip().replaceFirst("/+$", ""));
    String authority = String.valueOf(uri.getRawAuthority());
    if (authority.contains("@")) {
      throw new IllegalArgumentException(
          name
              + " must not hold a user or a password: set MLFLOW_TRACKING_USERNAME and"
              + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, instead");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          name
              + " must end with its path: what follows a question mark or a number sign may be a"
              + " secret and is not used");
    }
    if (uri.getHost() == null
        || !("http".equalsIgnoreCase(uri.getScheme())
            || "https".equalsIgnoreCase(uri.getScheme()))) {
      throw new IllegalArgumentException(
          name
              + " must be the http or https address of an MLflow server, such as"
              + " http://127.0.0.1:5000");
    }
    return new MlflowAddress(uri);
  }

  private static URI uri(String name, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException wrong) {
      // Neither the text nor the cause is shown: it may hold a password.
      throw new IllegalArgumentException(
          name + " is not an address; it must be like http://127.0.0.1:5000");
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
