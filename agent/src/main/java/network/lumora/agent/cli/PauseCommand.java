package network.lumora.agent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.PauseRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops all work. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Stops all work at once, also what is under way; holds over restarts.")
final class PauseCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "resume by itself after 30m, 2h, 1d (default: until lumora resume)")
  private String time = "0s";

  @Option(names = "--finish", description = "let what is under way end; begin nothing new")
  private boolean finish;

  PauseCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var request = new PauseRequest(Units.duration(time).toSeconds(), mode());
    var status = Access.ask(root.data(), world, agent -> agent.status().pause(request));
    terminal.out().println(status.reason());
    terminal.out().flush();
    return 0;
  }

  private PauseRequest.Mode mode() {
    return finish ? PauseRequest.Mode.FINISH : PauseRequest.Mode.NOW;
  }
}
