package network.lumora.consumer.fake;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.lumora.consumer.cli.Cli;
import network.lumora.consumer.cli.Shell;
import network.lumora.consumer.client.World;

/** Runs the command line and keeps what it prints. */
public final class Captured {
  public final List<Runnable> interruptActions = new ArrayList<>();
  private final Path data;
  private final World world;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private long nanos;
  public String input = "";
  public boolean terminal;

  public Captured(Path data, World world) {
    this.data = data;
    this.world = world;
  }

  /** Forgets what was printed before. */
  public int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return new Cli(shell()).run(arguments);
  }

  private Shell shell() {
    return new Shell(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(out),
        new PrintWriter(err),
        terminal,
        () -> nanos += 1_000_000_000,
        action -> {
          interruptActions.add(action);
          return () -> {};
        },
        data,
        world);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
