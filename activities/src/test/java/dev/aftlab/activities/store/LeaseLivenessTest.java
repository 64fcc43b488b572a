package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who counts as alive, with a clock that is moved by hand. */
final class LeaseLivenessTest {
  private static final String STEP = "c".repeat(64);
  private static final LeaseOwner HERE = LeaseOwner.here("here");
  private static final LeaseOwner ELSEWHERE =
      new LeaseOwner("elsewhere", "another-machine", "another-boot", 1, 1);

  @TempDir Path folder;
  private final MovedClock clock = new MovedClock();
  private LocalArtifactStore store;

  /** Stands still until it is moved. */
  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() {
    store = new LocalArtifactStore(folder, clock);
  }

  private Lease acquired(LeaseOwner owner) {
    return assertInstanceOf(LeaseAttempt.Acquired.class, store.acquire(STEP, owner)).lease();
  }

  private LeaseAttempt.Busy busy(LeaseOwner owner) {
    return assertInstanceOf(LeaseAttempt.Busy.class, store.acquire(STEP, owner));
  }

  @Test
  void holderElsewhere_notRenewedForLessThanThirtySeconds_keepsTheLease() {
    acquired(ELSEWHERE);
    Instant taken = clock.instant();
    clock.move(Duration.ofSeconds(29));
    assertEquals(taken, busy(HERE).lastBeat());
  }

  @Test
  void holderElsewhere_notRenewedForThirtySeconds_losesTheLease() {
    Lease lost = acquired(ELSEWHERE);
    clock.move(Duration.ofSeconds(30));
    assertEquals(2, acquired(HERE).epoch());
    assertTrue(!lost.isNewest());
  }

  @Test
  void holderElsewhere_renewing_keepsTheLease() {
    Lease lease = acquired(ELSEWHERE);
    clock.move(Duration.ofSeconds(20));
    lease.renew();
    clock.move(Duration.ofSeconds(20));
    busy(HERE);
  }

  @Test
  void livingHolderHere_withoutASignOfLife_keepsTheLeaseForTenMinutes() {
    acquired(HERE);
    clock.move(Duration.ofSeconds(599));
    busy(LeaseOwner.here("other"));
    clock.move(Duration.ofSeconds(1));
    assertEquals(2, acquired(LeaseOwner.here("other")).epoch());
  }

  @Test
  void sameOwner_acquiringAgain_takesOverAtOnce() {
    acquired(ELSEWHERE);
    assertEquals(
        2, acquired(new LeaseOwner("elsewhere", "third-machine", "third-boot", 2, 2)).epoch());
  }

  @Test
  void units_ofOneStep_haveSeparateLeases() {
    acquired(HERE);
    LeaseAttempt unit = store.acquire(STEP + "/shard-00003", LeaseOwner.here("other"));
    assertEquals(1, assertInstanceOf(LeaseAttempt.Acquired.class, unit).lease().epoch());
  }

  @Test
  void processLine_withACommandOfSpacesAndParentheses_isRead() {
    // proc(5): field 1 the number, 2 the command, 3 the state, ..., 22 the start; the fields 4 to
    // 21 are given as 4 to 21.
    String line =
        "77 (a) R 1 (b c) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 12345 23 24\n";
    assertEquals(OptionalLong.of(12345), ProcessLiveness.parse(line));
  }

  @Test
  void zombie_hasEnded() {
    assertEquals(
        OptionalLong.empty(),
        ProcessLiveness.parse(
            "77 (java) Z 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 12345 23 24\n"));
  }

  @Test
  void thisProcess_readTwice_hasOneStart() {
    long pid = ProcessHandle.current().pid();
    assertTrue(ProcessLiveness.started(pid).isPresent());
    assertEquals(ProcessLiveness.started(pid), ProcessLiveness.started(pid));
  }
}
