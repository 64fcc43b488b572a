package dev.aftlab.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the folders of the state before a command starts, so that an unusable folder is an error
 * and not an empty state.
 */
public final class StoreCheck {

  /** The subfolders of the home. */
  private static final List<String> PARTS = List.of("runs", "logs", "cache", "data");

  /** Commands that write; the others accept a read-only state. */
  private static final Set<String> WRITERS = Set.of("run", "worker", "track", "fetch");

  private final CommandContext session;
  private final boolean writes;

  private StoreCheck(CommandContext session, boolean writes) {
    this.session = session;
    this.writes = writes;
  }

  /**
   * Makes sure that home and store can be used.
   *
   * @param command the innermost command
   * @throws InputException with the path, what is wrong there, and the variable that names another
   */
  public static void require(CommandContext session, String command) {
    StoreCheck check = new StoreCheck(session, WRITERS.contains(command));
    check.named("AFT_HOME", session.home());
    PARTS.forEach(part -> check.require("AFT_HOME", session.home().resolve(part), check.writes));
    check.named("AFT_STORE", session.store());
  }

  /**
   * A folder that a variable names must exist, or a writing command can create it; one within the
   * home may be missing.
   */
  private void named(String variable, Path folder) {
    boolean part = variable.equals("AFT_STORE") && folder.startsWith(session.home());
    require(variable, folder, writes || (!part && !Files.exists(folder)));
  }

  private void require(String variable, Path folder, boolean written) {
    fault(folder, written)
        .ifPresent(
            fault -> {
              String named =
                  session.environment().containsKey(variable)
                      ? variable + " is '" + session.environment().get(variable) + "', but "
                      : "";
              throw new InputException(
                  named
                      + folder
                      + " cannot be used: "
                      + fault
                      + "; fix this or set another folder with "
                      + variable);
            });
  }

  /**
   * The reason why a path cannot be used as a folder; empty when it can.
   *
   * @param folder the path
   * @param written whether it must be writable, or possible to create
   */
  public static Optional<String> fault(Path folder, boolean written) {
    Path at = folder;
    while (!Files.exists(at, LinkOption.NOFOLLOW_LINKS) && at.getParent() != null) {
      at = at.getParent();
    }
    if (Files.isSymbolicLink(at) && !Files.exists(at)) {
      return Optional.of(at + " is a link to " + target(at) + ", which does not exist");
    }
    if (!Files.isDirectory(at)) {
      return Optional.of(at + " is a file, not a folder");
    }
    if (!Files.isReadable(at) || !Files.isExecutable(at)) {
      return Optional.of(at + " is not readable");
    }
    return written && !Files.isWritable(at)
        ? Optional.of(at + " is not writable")
        : Optional.empty();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException unknown) {
      return "an unreadable target";
    }
  }
}
