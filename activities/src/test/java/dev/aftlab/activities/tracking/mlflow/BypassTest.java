package dev.aftlab.activities.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mlflow.tracking.MlflowClient;

/**
 * MLflow's client sends with an HTTP client that has no timeouts; what would still reach it must be
 * overridden.
 */
final class BypassTest {
  private static final Set<String> REACHING =
      Set.of(
          "MlflowHttpCaller",
          "ArtifactRepository",
          "CliBasedArtifactRepository",
          "ArtifactRepositoryFactory");

  /** Closes what was never opened. */
  private static final Set<String> HARMLESS = Set.of("close");

  @Test
  void methods_thatGoByOurHttp_areAllOverridden() {
    JavaClass client =
        new ClassFileImporter().importClasses(MlflowClient.class).get(MlflowClient.class);
    Set<String> ways = new TreeSet<>();
    client.getMethods().stream()
        .filter(BypassTest::isOpen)
        .filter(BypassTest::reaches)
        .map(BypassTest::signature)
        .forEach(ways::add);
    assertTrue(
        ways.contains("getRun(String)")
            && ways.contains("logArtifact(String,File)")
            && ways.contains("sendPost(String,String)"),
        ways.toString());
    Set<String> overridden =
        new TreeSet<>(
            List.of(TimedMlflowClient.class.getDeclaredMethods()).stream()
                .map(BypassTest::signature)
                .toList());
    ways.removeAll(overridden);
    assertEquals(
        Set.of(),
        ways,
        "override these in TimedMlflowClient, by way of sendGet, sendPost or sendPatch, or refuse"
            + " them");
  }

  private static boolean isOpen(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.PUBLIC)
        && !HARMLESS.contains(method.getName());
  }

  private static boolean reaches(JavaMethod method) {
    return method.getCallsFromSelf().stream()
        .anyMatch(
            call ->
                REACHING.contains(call.getTargetOwner().getSimpleName())
                    || call.getTarget().getName().equals("getArtifactRepository"));
  }

  private static String signature(JavaMethod method) {
    return method.getName()
        + method.getRawParameterTypes().stream()
            .map(JavaClass::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static String signature(Method method) {
    return method.getName()
        + List.of(method.getParameterTypes()).stream()
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"));
  }
}
