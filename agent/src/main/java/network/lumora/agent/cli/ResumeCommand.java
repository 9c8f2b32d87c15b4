package network.lumora.agent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import picocli.CommandLine.Command;

/** Ends a pause. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Ends a pause.")
final class ResumeCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  ResumeCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var status = Access.ask(root.data(), world, agent -> agent.status().resume());
    terminal.out().println(status.reason());
    terminal.out().flush();
    return 0;
  }
}
