package dev.aftlab.worker.temporal;

import dev.aftlab.worker.cli.ServiceException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Why a Temporal server could not be spoken to: a look at its host, its port and what answers
 * there, made only after a connection has failed.
 *
 * @param address the server's
 * @param tls whether TLS was spoken
 * @param key whether it was TLS because there is an API key
 */
record TemporalDiagnosis(TemporalAddress address, boolean tls, boolean key) {
  private static final int PATIENCE_MILLIS = 3_000;

  /** What answers behind an open port. */
  private enum Speaks {
    TLS,
    SOMETHING_ELSE,
    NOTHING
  }

  /**
   * Makes sure that there is such a host, which the client would otherwise ask for again and again.
   *
   * @throws ServiceException when there is none
   */
  static void requireHost(TemporalAddress address) {
    try {
      InetAddress.getByName(address.host());
    } catch (UnknownHostException unknown) {
      throw new ServiceException(unknownHost(address), unknown);
    }
  }

  private static String unknownHost(TemporalAddress address) {
    return "the Temporal server cannot be found: there is no host '"
        + address.host()
        + "' ("
        + address
        + "); check its name";
  }

  /** What is wrong and what to do, as one sentence. */
  String of(RuntimeException failure) {
    return refusal(failure).orElseGet(() -> network().orElseGet(() -> spoken(failure)));
  }

  /** The server answered, and does not want us. */
  private Optional<String> refusal(RuntimeException failure) {
    Status.Code code =
        failure instanceof StatusRuntimeException status
            ? status.getStatus().getCode()
            : Status.Code.UNKNOWN;
    return switch (code) {
      case UNAUTHENTICATED ->
          Optional.of(
              "the Temporal server at "
                  + address
                  + " does not know who asks: check TEMPORAL_API_KEY, or the client certificate");
      case PERMISSION_DENIED ->
          Optional.of(
              "the Temporal server at "
                  + address
                  + " does not permit it: check TEMPORAL_API_KEY and TEMPORAL_NAMESPACE");
      case UNIMPLEMENTED ->
          Optional.of("what answers at " + address + " is no Temporal server: check the port");
      default -> Optional.empty();
    };
  }

  private Optional<String> network() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
          PATIENCE_MILLIS);
      return Optional.empty();
    } catch (UnknownHostException unknown) {
      return Optional.of(unknownHost(address));
    } catch (ConnectException refused) {
      return Optional.of(
          "no Temporal server answers at "
              + address
              + ": start one (ops/stack up), or unset TEMPORAL_ADDRESS to run without one");
    } catch (SocketTimeoutException silent) {
      return Optional.of(
          "no Temporal server answers at "
              + address
              + ": nothing came back within "
              + PATIENCE_MILLIS / 1_000
              + " s, neither an answer nor a refusal; check the address, and whether a firewall"
              + " stands between");
    } catch (IOException other) {
      return Optional.of("no Temporal server answers at " + address + ": " + other.getMessage());
    }
  }

  private String spoken(RuntimeException failure) {
    Speaks speaks = speaks();
    if (tls && speaks != Speaks.TLS) {
      return "the server at "
          + address
          + " does not speak TLS: "
          + (key
              ? "TEMPORAL_API_KEY switches TLS on; unset it for a plain server, or set"
                  + " TEMPORAL_TLS=false"
              : "unset TEMPORAL_TLS and the TEMPORAL_TLS_ variables");
    }
    if (!tls && speaks == Speaks.TLS) {
      return "the server at " + address + " speaks TLS: set TEMPORAL_TLS=true";
    }
    if (tls) {
      return certificate(failure);
    }
    return "what listens at "
        + address
        + " does not answer as a Temporal server does: check the port, or wait until the server is"
        + " up";
  }

  private String certificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return "the certificate of the Temporal server at "
            + address
            + " is not trusted: name the authority that signed it by"
            + " TEMPORAL_TLS_SERVER_CA_CERT_PATH";
      }
      if (cause instanceof CertificateException wrong) {
        return "the certificate of the Temporal server at "
            + address
            + " does not fit: "
            + wrong.getMessage()
            + "; TEMPORAL_TLS_SERVER_NAME says whose it must be";
      }
    }
    return "the Temporal server at "
        + address
        + " speaks TLS, but the connection fails: does it want a client certificate"
        + " (TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH)?";
  }

  /**
   * Shakes hands with whoever is there. Nothing is told to it and nothing is believed: only how it
   * answers counts.
   */
  private Speaks speaks() {
    try (SSLSocket socket = (SSLSocket) anybody().getSocketFactory().createSocket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
          PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return Speaks.TLS;
    } catch (SSLException told) {
      // An alert is TLS, too: a server that wants a client's certificate sends one.
      return String.valueOf(told.getMessage()).contains("alert")
          ? Speaks.TLS
          : Speaks.SOMETHING_ELSE;
    } catch (IOException | GeneralSecurityException silent) {
      return Speaks.NOTHING;
    }
  }

  private static SSLContext anybody() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    return context;
  }

  /** Takes any certificate, since nothing is sent to who shows it. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // Nobody is a client here.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // Whoever it is, it speaks TLS.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
