package dev.aftlab.worker.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.worker.cli.InputException;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.ClientConfigTLS;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that enable and disable TLS. */
final class TemporalTlsTest {
  private static final TemporalAddress ADDRESS = new TemporalAddress("127.0.0.1", 7233);

  private static ClientConfigProfile.Builder withKey() {
    return ClientConfigProfile.newBuilder().setApiKey("key");
  }

  @Test
  void key_alone_switchesItOn() {
    assertTrue(RemoteTemporal.service(withKey().build(), ADDRESS).getEnableHttps());
  }

  @Test
  void key_withTlsSwitchedOff_leavesItOff() {
    ClientConfigProfile config =
        withKey().setTls(ClientConfigTLS.newBuilder().setDisabled(true).build()).build();
    assertFalse(RemoteTemporal.service(config, ADDRESS).getEnableHttps());
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "TRUE,true",
    "1,true",
    "' true ',true",
    "false,false",
    "0,false",
    "False,false"
  })
  void flag_isReadAsByTemporalsTools(String value, String expected) {
    assertEquals(expected, TemporalTls.flag("TEMPORAL_TLS", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "yes", "2", "on"})
  void flag_ofAnotherWord_isRefused(String value) {
    InputException refused =
        assertThrows(
            InputException.class,
            () ->
                RemoteTemporal.connect(
                    Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1", "TEMPORAL_TLS", value),
                    Optional.empty()));
    assertEquals(
        "TEMPORAL_TLS is '" + value + "'; true or false is expected", refused.getMessage());
  }
}
