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
 * Diagnoses a failed connection to a Temporal server by its host, its port and what answers there.
 *
 * @param address the server's
 * @param tls whether TLS was used
 * @param key whether an API key enabled TLS
 */
record TemporalDiagnosis(TemporalAddress address, boolean tls, boolean key) {
  private static final int TIMEOUT_MILLIS = 3_000;

  /** The kind of service that answers on an open port. */
  private enum Protocol {
    TLS,
    SOMETHING_ELSE,
    NOTHING
  }

  /**
   * Resolves the host once, which the client would otherwise retry.
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

  /** The problem and its fix in one sentence. */
  String of(RuntimeException failure) {
    return refusal(failure).orElseGet(() -> network().orElseGet(() -> protocolProblem(failure)));
  }

  /** The server refused the client. */
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
                  + " rejects the credentials: check TEMPORAL_API_KEY or the client certificate");
      case PERMISSION_DENIED ->
          Optional.of(
              "the Temporal server at "
                  + address
                  + " denies permission: check TEMPORAL_API_KEY and TEMPORAL_NAMESPACE");
      case UNIMPLEMENTED ->
          Optional.of("the service at " + address + " is not a Temporal server: check the port");
      default -> Optional.empty();
    };
  }

  private Optional<String> network() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
          TIMEOUT_MILLIS);
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
              + TIMEOUT_MILLIS / 1_000
              + " s, neither an answer nor a refusal; check the address and firewalls");
    } catch (IOException other) {
      return Optional.of("no Temporal server answers at " + address + ": " + other.getMessage());
    }
  }

  private String protocolProblem(RuntimeException failure) {
    Protocol protocol = protocol();
    if (tls && protocol != Protocol.TLS) {
      return "the server at "
          + address
          + " does not use TLS: "
          + (key
              ? "TEMPORAL_API_KEY enables TLS; unset it for a plain server, or set"
                  + " TEMPORAL_TLS=false"
              : "unset TEMPORAL_TLS and the TEMPORAL_TLS_ variables");
    }
    if (!tls && protocol == Protocol.TLS) {
      return "the server at " + address + " requires TLS: set TEMPORAL_TLS=true";
    }
    if (tls) {
      return certificate(failure);
    }
    return "the service at "
        + address
        + " does not respond like a Temporal server: check the port, or wait until the server is"
        + " up";
  }

  private String certificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return "the certificate of the Temporal server at "
            + address
            + " is not trusted: set TEMPORAL_TLS_SERVER_CA_CERT_PATH to the authority that signed"
            + " it";
      }
      if (cause instanceof CertificateException wrong) {
        return "the certificate of the Temporal server at "
            + address
            + " does not fit: "
            + wrong.getMessage()
            + "; TEMPORAL_TLS_SERVER_NAME sets the expected name";
      }
    }
    return "the Temporal server at "
        + address
        + " uses TLS, but the connection fails: it may require a client certificate"
        + " (TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH)";
  }

  /**
   * Attempts a TLS handshake. Sends nothing else and trusts nothing: only the kind of the answer
   * counts.
   */
  private Protocol protocol() {
    try (SSLSocket socket = (SSLSocket) trustingAll().getSocketFactory().createSocket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
          TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return Protocol.TLS;
    } catch (SSLException alert) {
      // An alert is TLS, too: a server that requires a client certificate sends one.
      return String.valueOf(alert.getMessage()).contains("alert")
          ? Protocol.TLS
          : Protocol.SOMETHING_ELSE;
    } catch (IOException | GeneralSecurityException silent) {
      return Protocol.NOTHING;
    }
  }

  private static SSLContext trustingAll() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    return context;
  }

  /** Accepts any certificate, since nothing is sent to its owner. */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // No client is ever verified here.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // Any certificate shows that the server uses TLS.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
