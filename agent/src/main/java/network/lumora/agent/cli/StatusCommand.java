package network.lumora.agent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.protocol.wire.DocumentCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How the agent is, and why. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows how the agent is, why, and what happens next.")
final class StatusCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  StatusCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var status = Access.ask(root.data(), world, agent -> agent.status().status());
    terminal
        .out()
        .print(
            json ? new DocumentCodec().write(status) + "\n" : StatusText.of(status, world.zone()));
    terminal.out().flush();
    return 0;
  }
}
