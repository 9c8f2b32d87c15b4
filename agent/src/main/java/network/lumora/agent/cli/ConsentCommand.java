package network.lumora.agent.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.ConsentControl;
import network.lumora.bridge.agent.ConsentGiven;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the host agrees to, and asks. */
@Command(
    name = "consent",
    mixinStandardHelpOptions = true,
    description = "Shows what you agree to, and asks. Nothing runs before.")
final class ConsentCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(names = "--accept", description = "agree without being asked, for scripts")
  private boolean accept;

  ConsentCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return Access.ask(root.data(), world, agent -> ask(agent.consent()));
  }

  private int ask(ConsentControl consent) throws IOException {
    var state = consent.consent();
    terminal.out().println(state.text());
    if (state.givenAt() != null) {
      return say("You agreed to this text on " + state.givenAt() + ".", 0);
    }
    if (accept || isYes()) {
      consent.give(new ConsentGiven(state.version(), state.sha256()));
      return say("Recorded. Start with: lumora run", 0);
    }
    return say("Not agreed; nothing will run.", LumoraCommand.FAILED);
  }

  private boolean isYes() throws IOException {
    terminal.out().print("Do you agree? [y/n] ");
    terminal.out().flush();
    var answer = terminal.in().readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private int say(String text, int code) {
    terminal.out().println(text);
    terminal.out().flush();
    return code;
  }
}
