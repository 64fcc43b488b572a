package dev.aftlab.activities.lm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class EngineStartExceptionTest {

  private static EngineStartException of(Throwable deepest) {
    return EngineStartException.of(
        "the PyTorch library",
        "/home/ada/.djl.ai",
        new IllegalStateException("Failed to load", new ExceptionInInitializerError(deepest)));
  }

  @Test
  void start_onAFullDisk_namesTheDiskAsTheCause() {
    EngineStartException full = of(new IOException("No space left on device"));
    assertEquals(
        "no space left to unpack the PyTorch library into /home/ada/.djl.ai: free some on that disk"
            + " (about 500 MB are needed), or name another folder with DJL_CACHE_DIR (No space left"
            + " on device)",
        full.getMessage());
    assertTrue(full.noSpace());
    assertTrue(
        of(new FileSystemException("/home/ada/.djl.ai/tmp", null, "Disk quota exceeded"))
            .noSpace());
  }

  @Test
  void start_withoutALibraryOfTheSystem_saysWhatToInstall() {
    String message =
        of(new UnsatisfiedLinkError(
                "libstdc++.so.6: cannot open shared object file: No such file or directory"))
            .getMessage();
    assertTrue(
        message.startsWith("the PyTorch library does not load: libstdc++.so.6: cannot open"),
        message);
    assertTrue(message.contains("apt install libstdc++6"), message);
  }

  @Test
  void start_whereNothingMayBeWritten_namesTheFolder() {
    String message = of(new AccessDeniedException("/home/ada/.djl.ai/pytorch")).getMessage();
    assertTrue(
        message.contains(
            "AccessDeniedException: /home/ada/.djl.ai/pytorch; its files must be writable and"
                + " executable in /home/ada/.djl.ai"),
        message);
  }
}
