package dev.aftlab.activities.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aftlab.experiments.result.Fingerprint;
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
  private static final LeaseKey STEP = LeaseKey.step(new Fingerprint("c".repeat(64)));
  private static final LeaseHolder HERE = LeaseHolders.named("here");
  private static final LeaseHolder ELSEWHERE =
      new LeaseHolder(LeaseHolders.owner("elsewhere"), "another-machine", "another-boot", 1, 1);

  @TempDir Path folder;
  private final MovedClock clock = new MovedClock();
  private LeaseStore leases;

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
    leases = LocalStore.open(folder, clock).leases();
  }

  private Lease acquired(LeaseHolder owner) {
    return assertInstanceOf(LeaseAttempt.Acquired.class, leases.acquire(STEP, owner)).lease();
  }

  private LeaseAttempt.Busy busy(LeaseHolder owner) {
    return assertInstanceOf(LeaseAttempt.Busy.class, leases.acquire(STEP, owner));
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
    assertThrows(FencedException.class, lost::requireNewest);
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
    busy(LeaseHolders.named("other"));
    clock.move(Duration.ofSeconds(1));
    assertEquals(2, acquired(LeaseHolders.named("other")).epoch());
  }

  @Test
  void sameOwner_acquiringAgain_takesOverAtOnce() {
    acquired(ELSEWHERE);
    assertEquals(
        2,
        acquired(
                new LeaseHolder(
                    LeaseHolders.owner("elsewhere"), "third-machine", "third-boot", 2, 2))
            .epoch());
  }

  @Test
  void units_ofOneStep_haveSeparateLeases() {
    acquired(HERE);
    LeaseAttempt unit = leases.acquire(LeaseKey.shard(STEP.step(), 3), LeaseHolders.named("other"));
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
