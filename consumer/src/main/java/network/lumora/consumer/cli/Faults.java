package network.lumora.consumer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.trust.ForeignKeyException;
import network.lumora.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The top of every command: what went wrong in one line, and the exit code for it. */
final class Faults implements IExecutionExceptionHandler {
  private final PrintWriter err;

  Faults(PrintWriter err) {
    this.err = err;
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    return switch (fault) {
      case BadOrderException e -> say(e.getMessage(), Exit.USAGE);
      case ForeignKeyException e -> say(e.getMessage(), Exit.NOT_VERIFIED);
      case ProtocolException e -> say(e.code() + ": " + e.getMessage(), Exit.FAILED);
      case FileSystemException e -> say(describe(e), Exit.FAILED);
      case IOException e -> say(e.getMessage(), Exit.FAILED);
      default -> bug(fault);
    };
  }

  private int say(@Nullable String message, int code) {
    err.println(message == null ? "failed without a reason" : message);
    err.flush();
    return code;
  }

  private static String describe(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file: " + missing.getFile();
      case AccessDeniedException denied ->
          "not allowed: " + denied.getFile() + "; check its owner and mode, or use another folder";
      default ->
          e.getFile()
              + ": "
              + e.getReason()
              + "; free some space or use another folder, then run it again";
    };
  }

  private int bug(Exception fault) {
    err.println("this is a fault of lumora-consumer; please report it with these lines:");
    fault.printStackTrace(err);
    err.flush();
    return Exit.FAILED;
  }
}
