package network.lumora.agent;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import network.lumora.agent.cli.LumoraCommand;
import network.lumora.agent.cli.Terminal;
import network.lumora.agent.service.Machine;
import network.lumora.agent.service.World;

/** Starts the program lumora. */
public final class Main {
  private Main() {}

  public static void main(String... args) {
    var world =
        new World(
            InstantSource.system(),
            System::nanoTime,
            ZoneId.systemDefault(),
            new SecureRandom(),
            Machine.of(System.getProperty("os.name", ""), System.getenv()));
    var terminal =
        new Terminal(
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
            new PrintWriter(System.out, false, StandardCharsets.UTF_8),
            new PrintWriter(System.err, false, StandardCharsets.UTF_8));
    System.exit(LumoraCommand.of(world, terminal, args).execute(args));
  }
}
