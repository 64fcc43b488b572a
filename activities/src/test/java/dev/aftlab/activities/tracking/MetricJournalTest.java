package dev.aftlab.activities.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricJournalTest {
  @TempDir Path folder;

  @Test
  void journal_written_readsBackBitForBit() {
    MetricJournal journal = new MetricJournal();
    journal.append(
        0,
        Instant.parse("2026-01-02T03:04:05.678901Z"),
        new TreeMap<>(Map.of("loss", 0.1 + 0.2, "small", Double.MIN_VALUE)));
    journal.append(
        1,
        Instant.EPOCH,
        new TreeMap<>(
            Map.of(
                "loss",
                Double.NaN,
                "up",
                Double.POSITIVE_INFINITY,
                "down",
                Double.NEGATIVE_INFINITY)));
    Path file = folder.resolve("journal.jsonl");
    journal.writeTo(file);
    assertEquals(journal.points(), MetricJournal.read(file).points());
  }

  @Test
  void point_notFinite_isWrittenAsText() throws IOException {
    MetricJournal journal = new MetricJournal();
    journal.append(7, Instant.EPOCH, new TreeMap<>(Map.of("loss", Double.NaN)));
    Path file = folder.resolve("journal.jsonl");
    journal.writeTo(file);
    assertEquals(
        "{\"step\":7,\"time\":\"1970-01-01T00:00:00Z\",\"values\":{\"loss\":\"NaN\"}}\n",
        Files.readString(file));
  }

  @Test
  void line_cutOff_isNamed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("journal.jsonl"),
            "{\"step\":7,\"time\":\"t\",\"values\":{}}\n{\"step\":8,\"ti");
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> MetricJournal.read(file));
    assertTrue(failure.getMessage().contains("journal.jsonl, line 2"), failure.getMessage());
  }
}
