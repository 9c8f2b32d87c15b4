package network.lumora.agent.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.guard.Scope;
import network.lumora.bridge.pairing.Client;
import network.lumora.bridge.pairing.PairingCode;
import network.lumora.bridge.pairing.WindowRequest;
import network.lumora.bridge.pairing.WindowState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Pairs a browser: makes a code, shows it, and waits. */
@Command(
    name = "pair",
    mixinStandardHelpOptions = true,
    description = "Pairs the browser extension with this agent, by a code that you type there.")
final class PairCommand implements Callable<Integer> {
  /** A person does not see the difference, and the agent hardly notices. */
  private static final Duration ASK_EVERY = Duration.ofMillis(500);

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(names = "--read-only", description = "let the browser see, but change nothing")
  private boolean readOnly;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "stop waiting after 30s, 1m (default and most: 2m)")
  private String timeout = "2m";

  PairCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var patience = Units.duration(timeout);
    if (patience.isZero() || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("--timeout is 1s to 2m, not " + timeout);
    }
    var agent = Access.requireRunning(root.data());
    var code = PairingCode.draw(new SecureRandom());
    agent.openPairing(new WindowRequest(code.shown(), scopes()));
    show(code);
    return tell(outcome(agent, patience));
  }

  private List<Scope> scopes() {
    return readOnly ? List.of(Scope.READ) : List.of(Scope.READ, Scope.CONTROL);
  }

  private void show(PairingCode code) {
    terminal
        .out()
        .println(
            """
            Type this code in the Lumora extension of your browser:

                +-------------+
                |  %s  |
                +-------------+

            Type it nowhere else: no website and no person needs it.
            It works once, within %s. Waiting for the browser ..."""
                .formatted(code.shown(), timeout));
    terminal.out().flush();
  }

  private WindowState outcome(RemoteAgent agent, Duration patience)
      throws IOException, InterruptedException {
    long deadline = world.nanos().getAsLong() + patience.toNanos();
    var state = agent.pairing();
    while (state.state() == WindowState.State.OPEN) {
      if (world.nanos().getAsLong() - deadline >= 0) {
        agent.closePairing();
      } else {
        Thread.sleep(ASK_EVERY);
      }
      state = agent.pairing();
    }
    return state;
  }

  private int tell(WindowState outcome) throws IOException {
    var client = outcome.client();
    if (outcome.state() == WindowState.State.PAIRED && client != null) {
      terminal.out().println(words(client));
      terminal.out().flush();
      return 0;
    }
    throw new IOException(
        outcome.state() == WindowState.State.FAILED
            ? "not paired: the code was typed wrong three times; if that was not you, another"
                + " extension guessed. Again: lumora pair"
            : "not paired: the time is over. Again: lumora pair");
  }

  private static String words(Client client) {
    return "Paired: %s (%s).%nIt may %s. To end that: lumora clients revoke %s"
        .formatted(
            client.name(),
            client.origin(),
            client.scopes().contains(Scope.CONTROL) ? "see and steer this agent" : "see, no more",
            client.id());
  }
}
