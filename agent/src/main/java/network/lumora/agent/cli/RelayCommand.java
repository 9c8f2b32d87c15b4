package network.lumora.agent.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Agrees to carrying for others, or takes it back. */
@Command(
    name = "relay",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what this machine carries for others, and agrees to it or takes it back.",
      "",
      "--parties: sealed bytes between two members of the network. This computer cannot read",
      "them; your journal says who pays, where they went and how many there were.",
      "",
      "--destinations: connections to sites whose owner has proven control of them and asked",
      "for it, to see them from lines like yours. Only HTTPS, only this owner, only that site:",
      "to the site it looks as if you were visiting it. Nothing of your own network is reached.",
      "",
      "Both are off until you agree, count against your limits, and end at once when you",
      "take it back."
    })
final class RelayCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(names = "--parties", arity = "1", paramLabel = "true|false")
  private Optional<Boolean> parties = Optional.empty();

  @Option(names = "--destinations", arity = "1", paramLabel = "true|false")
  private Optional<Boolean> destinations = Optional.empty();

  RelayCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var relay = Access.ask(root.data(), world, agent -> inForce(agent.settings()));
    terminal.out().println("Between members of the network   " + shown(relay.parties()));
    terminal.out().println("To sites their owners opened     " + shown(relay.destinations()));
    terminal.out().flush();
    return 0;
  }

  private Settings.Relay inForce(SettingsControl control) throws IOException {
    var settings = control.settings();
    var before = Optional.ofNullable(settings.relay()).orElse(new Settings.Relay(false, false));
    var wanted =
        new Settings.Relay(
            parties.orElse(before.parties()), destinations.orElse(before.destinations()));
    if (!wanted.equals(before)) {
      control.change(SettingsChange.of(settings).with(wanted));
    }
    return wanted;
  }

  private static String shown(boolean agreed) {
    return agreed ? "agreed" : "off";
  }
}
