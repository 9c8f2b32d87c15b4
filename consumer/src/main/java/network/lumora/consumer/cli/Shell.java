package network.lumora.consumer.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import network.lumora.consumer.client.World;

/**
 * What a command line is given by the system.
 *
 * @param terminal whether someone watches {@code out}
 * @param nanos a clock for rates that never goes back
 * @param defaultData where data is kept if nothing else is said
 */
public record Shell(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    LongSupplier nanos,
    Interrupts interrupts,
    Path defaultData,
    World world) {

  /** Tells of Ctrl-C. */
  @FunctionalInterface
  public interface Interrupts {
    /** Runs {@code action} if the user interrupts before the answer is closed. */
    Watch whenInterrupted(Runnable action);

    /** Stops watching. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
      @Override
      void close();
    }
  }
}
