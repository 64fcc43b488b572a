package dev.aftlab.worker.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.Shell;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid addresses and TLS settings are reported before a connection is made. */
class TemporalAddressTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7233,127.0.0.1:7233",
    "' temporal.example.com:7233 ',temporal.example.com:7233",
    "localhost,localhost:7233",
    "my_host:1,my_host:1",
    "[::1]:7300,[::1]:7300",
    "[::1],[::1]:7233",
    "a.b.tmprl.cloud:7233,a.b.tmprl.cloud:7233"
  })
  void address_ofHostAndPort_isAccepted(String text, String expected) {
    assertEquals(expected, TemporalAddress.parse("TEMPORAL_ADDRESS", text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:7233 | it must be without 'http://', such as 127.0.0.1:7233",
        "https://temporal.example.com | it must be without 'https://', such as"
            + " temporal.example.com:7233; TEMPORAL_TLS=true enables TLS",
        "grpc://host:7/path | it must be without 'grpc://', such as host:7",
        "dns:///host:7 | it must be without 'dns://', such as host:7",
        "host:7233/namespaces/default | it must be without a path, such as host:7233",
        "host/ | it must be without a path, such as host:7233",
        "my host:7233 | host and port are expected",
        "host:port | host and port are expected",
        "host: | host and port are expected",
        ":7233 | host and port are expected",
        "host:7233:1 | host and port are expected",
        "::1 | needs brackets, such as [::1]:7233",
        "host:0 | a port must be between 1 and 65535",
        "host:70000 | a port must be between 1 and 65535",
        "host:٧٢٣٣ | host and port are expected"
      })
  void address_ofAnythingElse_isRefusedWithWhatToWrite(String text, String words) {
    String message =
        assertThrows(InputException.class, () -> TemporalAddress.parse("TEMPORAL_ADDRESS", text))
            .getMessage();
    assertTrue(
        message.startsWith("TEMPORAL_ADDRESS is '" + text + "'; ") && message.contains(words),
        message);
  }

  @Test
  void address_withAPassword_isNotRepeated() {
    String message =
        assertThrows(
                InputException.class,
                () -> TemporalAddress.parse("TEMPORAL_ADDRESS", "ada:secret@host:7233"))
            .getMessage();
    assertFalse(message.contains("secret"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "status", "worker"})
  void command_withAScheme_endsAsBadInput(String command) {
    Shell.Said said =
        new Shell(folder).aft(Map.of("TEMPORAL_ADDRESS", "http://127.0.0.1:7233"), command);
    assertEquals(ExitCodes.BAD_INPUT, said.code(), said.err());
    assertEquals(
        "aft: TEMPORAL_ADDRESS is 'http://127.0.0.1:7233'; it must be without 'http://', such as"
            + " 127.0.0.1:7233\n",
        said.err());
  }

  @Test
  void command_withAnUnknownHost_failsAtOnce() {
    Shell.Said said =
        new Shell(folder).aft(Map.of("TEMPORAL_ADDRESS", "no-such-host.invalid"), "ls");
    assertEquals(ExitCodes.FAILED, said.code(), said.err());
    assertEquals(
        "aft: the Temporal server cannot be found: there is no host 'no-such-host.invalid'"
            + " (no-such-host.invalid:7233); check its name\n",
        said.err());
  }

  private String refused(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("TEMPORAL_ADDRESS", "127.0.0.1:1");
    return assertThrows(
            InputException.class, () -> RemoteTemporal.connect(environment, Optional.empty()))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
        "TEMPORAL_TLS_CLIENT_CERT_PATH",
        "TEMPORAL_TLS_CLIENT_KEY_PATH"
      })
  void certificate_missing_isNamedWithItsVariable(String variable) {
    assertTrue(
        refused(Map.of(variable, "/nowhere/ca.pem"))
            .contains(variable + " names /nowhere/ca.pem, which does not exist"));
    assertTrue(
        refused(Map.of(variable, folder.toString()))
            .contains(variable + " names " + folder + ", which is not a regular file"));
  }

  @Test
  void certificate_withoutItsKey_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("c.pem"), "x");
    assertTrue(
        refused(Map.of("TEMPORAL_TLS_CLIENT_CERT_PATH", file.toString()))
            .contains("only the certificate is given"));
  }

  @Test
  void certificate_withInvalidContent_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("c.pem"), "no certificate");
    assertTrue(
        refused(Map.of("TEMPORAL_TLS_SERVER_CA_CERT_PATH", file.toString()))
            .startsWith("the TLS configuration of Temporal is invalid"));
  }
}
