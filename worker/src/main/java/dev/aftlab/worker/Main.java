package dev.aftlab.worker;

import dev.aftlab.worker.cli.CommandContext;
import dev.aftlab.worker.cli.ExitCodes;
import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.cli.Logging;
import java.util.List;
import java.util.logging.LogManager;

/** The program {@code aft}. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    // Output of java.util.logging, such as stack traces of libraries, would mix with a command's
    // output.
    LogManager.getLogManager().reset();
    CommandContext session = CommandContext.ofProcess();
    int code = execute(List.of(args), session);
    session.flush();
    System.exit(code);
  }

  /**
   * Runs one command without ending the process.
   *
   * @param args the command line
   * @param session where it writes, its environment, and how it is interrupted
   * @return one of {@link ExitCodes}
   */
  public static int execute(List<String> args, CommandContext session) {
    try {
      Logging.toFolder(session.home().resolve("logs"));
    } catch (InputException unusable) {
      return refused(unusable, session);
    }
    int code = AftCommand.commandLine(session).execute(args.toArray(String[]::new));
    session.flush();
    return code;
  }

  private static int refused(InputException unusable, CommandContext session) {
    session.err().println("aft: " + unusable.getMessage());
    session.flush();
    return ExitCodes.BAD_INPUT;
  }
}
