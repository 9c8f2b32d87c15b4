package network.lumora.consumer;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import network.lumora.consumer.cli.Cli;
import network.lumora.consumer.cli.Shell;
import network.lumora.consumer.client.World;
import network.lumora.consumer.http.CoordinatorApi;
import network.lumora.consumer.patience.Patience;
import network.lumora.consumer.patience.Pause;

/** Starts the command line of a data consumer. */
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    System.exit(new Cli(shell()).run(arguments));
  }

  /** JDK 25 answers null again where there is no terminal (JDK-8351435). */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  private static Shell shell() {
    return new Shell(
        System.in,
        writer(System.out),
        writer(System.err),
        isTerminal(),
        System::nanoTime,
        Main::whenInterrupted,
        Path.of(System.getProperty("user.home"), ".local", "share", "lumora", "consumer"),
        world());
  }

  /** Time, chance and the network as they are: what the library needs, too. */
  public static World world() {
    return new World(
        InstantSource.system(),
        new SecureRandom(),
        Pause.sleeping(),
        Patience.USUAL,
        CoordinatorApi::new);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static Shell.Interrupts.Watch whenInterrupted(Runnable action) {
    var hook = new Thread(action, "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The program is stopping already: the hook has its say.
      }
    };
  }
}
