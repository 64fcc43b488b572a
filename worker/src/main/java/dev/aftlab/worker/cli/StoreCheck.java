package dev.aftlab.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A look at the folders of the state before a command does anything: what cannot be used is told at
 * once, and never taken for an empty state.
 */
public final class StoreCheck {

  /** What the home keeps by itself. */
  private static final List<String> PARTS = List.of("runs", "logs", "cache", "data");

  /**
   * Commands that cannot do without writing; the others may look at a state that is only to be
   * read.
   */
  private static final Set<String> WRITERS = Set.of("run", "worker", "mirror", "fetch");

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
   * A folder that a variable names must be there, or such that it can be made; what is within the
   * home need not be.
   */
  private void named(String variable, Path folder) {
    boolean part = variable.equals("AFT_STORE") && folder.startsWith(session.home());
    require(variable, folder, writes || !part && !Files.exists(folder));
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
                      + "; mend that, or name another folder by "
                      + variable);
            });
  }

  /**
   * Why there cannot be a folder of this path; empty when there is or can be one.
   *
   * @param folder the path
   * @param written whether it must be possible to write there, or to make it
   */
  public static Optional<String> fault(Path folder, boolean written) {
    Path at = folder;
    while (!Files.exists(at, LinkOption.NOFOLLOW_LINKS) && at.getParent() != null) {
      at = at.getParent();
    }
    if (Files.isSymbolicLink(at) && !Files.exists(at)) {
      return Optional.of(at + " is a link to " + target(at) + ", which is not there");
    }
    if (!Files.isDirectory(at)) {
      return Optional.of(at + " is a file, not a folder");
    }
    if (!Files.isReadable(at) || !Files.isExecutable(at)) {
      return Optional.of(at + " may not be read");
    }
    return written && !Files.isWritable(at)
        ? Optional.of(at + " may not be written")
        : Optional.empty();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException unknown) {
      return "something that cannot be read";
    }
  }
}
