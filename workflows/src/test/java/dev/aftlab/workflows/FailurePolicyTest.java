package dev.aftlab.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.workflows.activity.Failure;
import dev.aftlab.workflows.activity.FailurePolicy;
import dev.aftlab.workflows.activity.FailurePolicy.Answer;
import dev.aftlab.workflows.activity.Failures;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of failures: complete, published as it is, and carried whole across the border. */
class FailurePolicyTest {

  private static final Path PUBLISHED = Path.of("..", "docs", "failures.md");

  static List<Failure> kinds() {
    return FailurePolicy.kinds();
  }

  @Test
  void table_everyFailureThatThereIs_hasARow() {
    List<String> rows = FailurePolicy.kinds().stream().map(Failure::type).sorted().toList();
    List<String> all =
        Arrays.stream(Failure.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .sorted()
            .toList();
    assertEquals(all, rows);
  }

  @Test
  void publishedTable_isTheOneInTheCode() throws IOException {
    String table =
        FailurePolicy.kinds().stream()
            .map(FailurePolicyTest::row)
            .collect(Collectors.joining("\n"));
    assertTrue(
        Files.readString(PUBLISHED).contains(table),
        "docs/failures.md must hold these rows:\n" + table);
  }

  private static String row(Failure failure) {
    FailurePolicy policy = FailurePolicy.of(failure);
    String answer = policy.answer().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "| "
        + failure.type()
        + " | "
        + policy.sign()
        + " | "
        + answer
        + " | "
        + policy.outcome()
        + " |";
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thrownFailure_isTriedAgainByTheServerOnlyWhereTheTableSaysSo(Failure failure) {
    boolean retried =
        List.of(Answer.RETRY, Answer.CATCH_UP).contains(FailurePolicy.of(failure).answer());
    assertEquals(!retried, failure.thrown().isNonRetryable(), failure.type());
  }

  @Test
  void diskFull_thrownAndCaught_stillSaysHowMuchItNeeds() {
    ApplicationFailure thrown =
        new Failure.DiskFull("no space left for x", 4_075_776)
            .thrown(new IOException("No space left on device"));
    assertEquals(
        4_075_776,
        Failures.as(Failure.DiskFull.class, new RuntimeException(thrown))
            .orElseThrow()
            .neededBytes());
    assertTrue(Failures.as(Failure.CorruptArtifact.class, thrown).isEmpty());
  }
}
