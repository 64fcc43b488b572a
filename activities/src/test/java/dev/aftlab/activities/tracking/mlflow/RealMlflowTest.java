package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Against a real MLflow server. */
@Tag("integration")
final class RealMlflowTest extends MlflowContract {
  private final Optional<URI> server = MlflowServers.running();

  @BeforeEach
  void needsAServer() {
    assumeTrue(
        server.isPresent(),
        "skipped: no MLflow server answers; call ops/stack up before, or set MLFLOW_TRACKING_URI");
  }

  @Override
  protected MlflowAddress address() {
    return new MlflowAddress(server.orElseThrow());
  }
}
