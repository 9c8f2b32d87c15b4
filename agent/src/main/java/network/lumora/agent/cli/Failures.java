package network.lumora.agent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;

/** One line for what the world did wrong, and the trace for what we did. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine line, CommandLine.ParseResult result) {
    return switch (e) {
      case IllegalArgumentException wrong -> say(LumoraCommand.USAGE, wrong.getMessage());
      case AccessDeniedException denied ->
          say(LumoraCommand.FAILED, "no access to " + denied.getFile() + ": check who owns it");
      case FileSystemException file ->
          say(LumoraCommand.FAILED, "cannot use " + file.getFile() + ": " + file.getReason());
      case IOException world -> say(LumoraCommand.FAILED, world.getMessage());
      default -> bug(e);
    };
  }

  private int say(int code, @org.jspecify.annotations.Nullable String text) {
    terminal.err().println("lumora: " + text);
    terminal.err().flush();
    return code;
  }

  private int bug(Exception e) {
    e.printStackTrace(new PrintWriter(terminal.err(), true));
    return say(LumoraCommand.FAILED, "a fault of this program, see above");
  }
}
