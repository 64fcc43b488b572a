package dev.aftlab.worker.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FetchTest {
  private static final int SIZE = 300_000;
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(2, Duration.ZERO, Duration.ofSeconds(20));

  private final byte[] big = new byte[SIZE];
  private final byte[] small = "small\n".getBytes(StandardCharsets.UTF_8);
  private final List<String> told = new ArrayList<>();

  @TempDir private Path home;
  private LoopbackServer server;

  @BeforeEach
  void serve() throws IOException {
    new Random(5).nextBytes(big);
    server = new LoopbackServer();
    server.serve("small.txt", small);
    server.serve("sub/big.bin", big);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Publication publication() throws Exception {
    List<Publication.Pin> pins = List.of(pin("small.txt", small), pin("sub/big.bin", big));
    return new Publication(
        "set", "a set", "MIT", List.of(new Publication.Source(server.base(), pins)));
  }

  private static Publication.Pin pin(String path, byte[] content) throws Exception {
    return new Publication.Pin(
        path,
        content.length,
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
  }

  private Fetch fetch(RetryPolicy patience) throws Exception {
    return new Fetch(publication(), home.resolve("set"), patience, told::add);
  }

  /** Every file below the home, with forward slashes. */
  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .map(file -> home.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /**
   * Stored bytes of the big file. A client may drop the last received bytes before the connection
   * broke.
   */
  private long kept() throws IOException {
    long bytes = Files.size(home.resolve("set.part/sub/big.bin.part"));
    assertTrue(bytes > 0 && bytes <= 100_000, bytes + " bytes");
    return bytes;
  }

  /** The byte from which a request for the big file resumed. */
  private static long resumedAt(String request) {
    return Long.parseLong(request.substring("/sub/big.bin bytes=".length(), request.length() - 1));
  }

  private void assertWhole() throws IOException {
    assertEquals(List.of("set/small.txt", "set/sub/big.bin"), files());
    assertArrayEquals(big, Files.readAllBytes(home.resolve("set/sub/big.bin")));
  }

  @Test
  void download_fromAHealthyServer_createsTheFolder() throws Exception {
    assertTrue(fetch(PATIENCE).download());
    assertWhole();
    assertEquals(List.of("small.txt, 6 bytes", "sub/big.bin, 300000 bytes"), told);
  }

  @Test
  void download_cutOff_resumesInTheSameRun() throws Exception {
    server.next(
        LoopbackServer::proper, LoopbackServer.cutAfter(100_000), LoopbackServer.cutAfter(50_000));
    assertTrue(fetch(PATIENCE).download());
    assertWhole();
    assertEquals(4, server.requests().size(), server.requests().toString());
    long first = resumedAt(server.requests().get(2));
    long second = resumedAt(server.requests().get(3));
    assertTrue(first > 0 && first <= 100_000, server.requests().toString());
    assertTrue(second > first && second <= first + 50_000, server.requests().toString());
  }

  @Test
  void download_interruptedForGood_leavesPartsByName() throws Exception {
    server.next(
        LoopbackServer::proper,
        LoopbackServer.cutAfter(100_000),
        LoopbackServer.status(503),
        LoopbackServer.status(503));
    FetchException failure = assertThrows(FetchException.class, () -> fetch(PATIENCE).download());
    assertTrue(
        failure.getMessage().contains("was interrupted at " + kept() + " of 300000 bytes"),
        failure.getMessage());
    assertFalse(Files.exists(home.resolve("set")));
    assertTrue(files().stream().allMatch(file -> file.startsWith("set.part/")), files().toString());
    assertTrue(files().contains("set.part/sub/big.bin.part"), files().toString());
  }

  @Test
  void download_startedAgain_resumesWhereItWasInterrupted() throws Exception {
    server.next(
        LoopbackServer::proper,
        LoopbackServer.cutAfter(100_000),
        LoopbackServer.status(503),
        LoopbackServer.status(503));
    assertThrows(FetchException.class, () -> fetch(PATIENCE).download());
    int before = server.requests().size();
    long kept = kept();
    assertTrue(fetch(PATIENCE).download());
    assertWhole();
    assertEquals(
        List.of("/sub/big.bin bytes=" + kept + "-"),
        server.requests().subList(before, server.requests().size()));
  }

  @Test
  void download_fromAServerThatIgnoresRanges_startsOver() throws Exception {
    server.next(LoopbackServer::proper, LoopbackServer.cutAfter(100_000), LoopbackServer::whole);
    fetch(PATIENCE).download();
    assertWhole();
  }

  @Test
  void download_answeredWithAnotherRange_startsOver() throws Exception {
    server.next(
        LoopbackServer::proper, LoopbackServer.cutAfter(100_000), LoopbackServer::otherRange);
    fetch(PATIENCE).download();
    assertWhole();
    assertEquals("/sub/big.bin", server.requests().getLast());
  }

  @Test
  void download_whoseRangeIsRefused_startsOver() throws Exception {
    server.next(
        LoopbackServer::proper, LoopbackServer.cutAfter(100_000), LoopbackServer.status(416));
    fetch(PATIENCE).download();
    assertWhole();
  }

  @Test
  void download_ofAnotherFile_isRefusedAndDeleted() throws Exception {
    byte[] other = big.clone();
    other[7]++;
    server.serve("sub/big.bin", other);
    FetchException failure = assertThrows(FetchException.class, () -> fetch(PATIENCE).download());
    assertTrue(
        failure.getMessage().contains("has the SHA-256")
            && failure.getMessage().contains("deleted"),
        failure.getMessage());
    assertFalse(files().stream().anyMatch(file -> file.contains("big.bin")), files().toString());
    assertFalse(Files.exists(home.resolve("set")));
  }

  @Test
  void download_ofALongerFile_isRefusedBeforeItsEnd() throws Exception {
    server.serve("sub/big.bin", new byte[SIZE + 1]);
    FetchException failure = assertThrows(FetchException.class, () -> fetch(PATIENCE).download());
    assertTrue(
        failure.getMessage().contains("longer than the pinned 300000 bytes"), failure.getMessage());
    assertFalse(files().stream().anyMatch(file -> file.contains("big.bin")), files().toString());
  }

  @Test
  void download_spoiledPart_isFoundAtTheEnd() throws Exception {
    Path part = home.resolve("set.part/sub/big.bin.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[1_000]);
    assertThrows(FetchException.class, () -> fetch(PATIENCE).download());
    assertFalse(Files.exists(part));
    fetch(PATIENCE).download();
    assertWhole();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void download_ofAMissingFile_failsAtOnce(int status) throws Exception {
    server.next(LoopbackServer.status(status));
    FetchException failure = assertThrows(FetchException.class, () -> fetch(PATIENCE).download());
    assertTrue(
        failure.getMessage().endsWith("small.txt: the server answers " + status),
        failure.getMessage());
    assertEquals(1, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void download_fromABusyServer_isRetried(int status) throws Exception {
    server.next(LoopbackServer.status(status));
    fetch(PATIENCE).download();
    assertWhole();
  }

  @Test
  void download_redirected_isFollowed() throws Exception {
    server.serve("elsewhere", small);
    server.next(LoopbackServer.redirectedTo(server.base() + "elsewhere"));
    fetch(PATIENCE).download();
    assertWhole();
  }

  @Test
  void download_fromAStalledServer_timesOutAndResumes() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    server.next(LoopbackServer::proper, LoopbackServer.silentAfter(100_000, release));
    fetch(new RetryPolicy(2, Duration.ZERO, Duration.ofMillis(400))).download();
    release.countDown();
    assertWhole();
    long at = resumedAt(server.requests().getLast());
    assertTrue(at > 0 && at <= 100_000, server.requests().toString());
  }

  @Test
  void download_withoutServer_fails() throws Exception {
    Fetch fetch = fetch(PATIENCE);
    server.close();
    FetchException failure = assertThrows(FetchException.class, fetch::download);
    assertTrue(
        failure.getMessage().contains("was interrupted at 0 of 6 bytes"), failure.getMessage());
  }

  @Test
  void download_intoACompleteFolder_sendsNoRequest() throws Exception {
    fetch(PATIENCE).download();
    int before = server.requests().size();
    assertFalse(fetch(PATIENCE).download());
    assertEquals(before, server.requests().size());
  }

  @Test
  void download_intoAChangedFolder_isRefused() throws Exception {
    fetch(PATIENCE).download();
    Files.write(home.resolve("set/small.txt"), big);
    WrongFilesException failure =
        assertThrows(WrongFilesException.class, () -> fetch(PATIENCE).download());
    assertTrue(
        failure.getMessage().contains("small.txt is missing or not the pinned file"),
        failure.getMessage());
  }

  @Test
  void download_besideAnotherOne_isRefused() throws Exception {
    Fetch second = fetch(PATIENCE);
    List<String> refusals = new ArrayList<>();
    new Fetch(
            publication(),
            home.resolve("set"),
            PATIENCE,
            file -> refusals.add(assertThrows(FetchException.class, second::download).getMessage()))
        .download();
    assertEquals(2, refusals.size());
    assertTrue(refusals.getFirst().contains("another fetch is running in"), refusals.toString());
    assertWhole();
  }

  @Test
  void copy_ofLocalFiles_findsThemPlainOrGzipped() throws Exception {
    Path hand = Files.createDirectories(home.resolve("hand"));
    Files.write(hand.resolve("small.txt"), small);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(hand.resolve("big.bin.gz")))) {
      out.write(big);
    }
    assertTrue(fetch(PATIENCE).copy(hand));
    assertArrayEquals(big, Files.readAllBytes(home.resolve("set/sub/big.bin")));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void copy_ofTooFewFiles_namesThoseThatAreMissing() throws Exception {
    Path hand = Files.createDirectories(home.resolve("hand"));
    Files.write(hand.resolve("small.txt"), small);
    WrongFilesException failure =
        assertThrows(WrongFilesException.class, () -> fetch(PATIENCE).copy(hand));
    assertTrue(
        failure
            .getMessage()
            .endsWith("lacks 1 of 2 files:\n  sub/big.bin  " + server.base() + "sub/big.bin"),
        failure.getMessage());
    assertFalse(Files.exists(home.resolve("set")));
  }

  @Test
  void copy_ofAnotherFile_isRefused() throws Exception {
    Path hand = Files.createDirectories(home.resolve("hand"));
    Files.write(hand.resolve("small.txt"), small);
    Files.write(hand.resolve("big.bin"), small);
    WrongFilesException failure =
        assertThrows(WrongFilesException.class, () -> fetch(PATIENCE).copy(hand));
    assertTrue(failure.getMessage().contains("big.bin has the SHA-256"), failure.getMessage());
    assertFalse(Files.exists(home.resolve("set")));
    assertFalse(files().stream().anyMatch(file -> file.endsWith(".part")), files().toString());
  }

  @Test
  void publications_shipped_arePinnedThroughout() {
    assertEquals(
        List.of("gsm8k", "aqua", "ecqa", "commonsenseqa", "mmlu", "svamp", "smollm2-135m-instruct"),
        Publications.all().stream().map(Publication::name).toList());
    for (Publication publication : Publications.all()) {
      for (Publication.Published file : publication.files()) {
        assertEquals("https", file.address().getScheme());
        assertTrue(
            file.address().getPath().matches(".*/[0-9a-f]{40}/.*"),
            () -> file.address() + " is not an address of one version");
        assertTrue(
            file.pin().sha256().matches("[0-9a-f]{64}") && file.pin().bytes() > 0,
            file.pin().path());
        assertTrue(
            Path.of(file.pin().path()).normalize().toString().equals(file.pin().path())
                && !file.pin().path().startsWith("."),
            file.pin().path());
      }
    }
  }
}
