package dev.aftlab.worker.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The causes of failed connections: each has a separate message. */
class TemporalDiagnosisTest {
  private static final RuntimeException UNAVAILABLE = Status.UNAVAILABLE.asRuntimeException();
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  /** A server that answers each connection in one way, until it is closed. */
  private record Answering(ServerSocket socket) implements AutoCloseable {
    static Answering with(ServerSocket socket) {
      Thread.ofPlatform().daemon().start(() -> serve(socket));
      return new Answering(socket);
    }

    private static void serve(ServerSocket socket) {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          client.setSoTimeout(2_000);
          client.getInputStream().read();
          client
              .getOutputStream()
              .write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
          continue;
        }
      }
    }

    TemporalAddress address() {
      return new TemporalAddress("127.0.0.1", socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static Answering plain() throws IOException {
    return Answering.with(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
  }

  private Answering tls() throws Exception {
    Path store = folder.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    assumeTrue(Files.isExecutable(keytool), "skipped: this Java has no keytool");
    Process made =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12")
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(made.waitFor(60, TimeUnit.SECONDS) && made.exitValue() == 0, said);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return Answering.with(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
  }

  @Test
  void tls_againstAPlainServer_isNamed() throws Exception {
    try (Answering server = plain()) {
      assertEquals(
          "the server at "
              + server.address()
              + " does not use TLS: unset TEMPORAL_TLS and the TEMPORAL_TLS_ variables",
          new TemporalDiagnosis(server.address(), true, false).of(UNAVAILABLE));
      assertEquals(
          "the server at "
              + server.address()
              + " does not use TLS: TEMPORAL_API_KEY enables TLS; unset it for a plain server, or"
              + " set TEMPORAL_TLS=false",
          new TemporalDiagnosis(server.address(), true, true).of(UNAVAILABLE));
    }
  }

  @Test
  void plain_againstAServerOfTls_isNamed() throws Exception {
    try (Answering server = tls()) {
      assertEquals(
          "the server at " + server.address() + " requires TLS: set TEMPORAL_TLS=true",
          new TemporalDiagnosis(server.address(), false, false).of(UNAVAILABLE));
    }
  }

  @Test
  void plain_againstAnotherProgram_isReportedAsNoTemporalServer() throws Exception {
    try (Answering server = plain()) {
      String told = new TemporalDiagnosis(server.address(), false, false).of(UNAVAILABLE);
      assertTrue(
          told.startsWith(
              "the service at " + server.address() + " does not respond like a Temporal server"),
          told);
    }
  }

  @Test
  void port_closed_isNamedWithHowToStartAServer() throws Exception {
    TemporalAddress closed;
    try (Answering server = plain()) {
      closed = server.address();
    }
    assertEquals(
        "no Temporal server answers at "
            + closed
            + ": start one (ops/stack up), or unset TEMPORAL_ADDRESS to run without one",
        new TemporalDiagnosis(closed, false, false).of(UNAVAILABLE));
  }

  @Test
  void host_unknown_isNamed() {
    String told =
        new TemporalDiagnosis(new TemporalAddress("no-such-host.invalid", 7233), false, false)
            .of(UNAVAILABLE);
    assertEquals(
        "the Temporal server cannot be found: there is no host 'no-such-host.invalid'"
            + " (no-such-host.invalid:7233); check its name",
        told);
  }

  @Test
  void server_thatRefuses_isReported() {
    TemporalDiagnosis diagnosis =
        new TemporalDiagnosis(new TemporalAddress("127.0.0.1", 1), true, true);
    assertTrue(
        diagnosis
            .of(Status.UNAUTHENTICATED.asRuntimeException())
            .contains("check TEMPORAL_API_KEY"));
    assertTrue(
        diagnosis.of(Status.PERMISSION_DENIED.asRuntimeException()).contains("TEMPORAL_NAMESPACE"));
    assertTrue(
        diagnosis.of(Status.UNIMPLEMENTED.asRuntimeException()).contains("not a Temporal server"));
  }
}
