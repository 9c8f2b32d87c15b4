package network.lumora.agent.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows and sets limits. */
@Command(
    name = "limits",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the limits, and sets those that are given.",
      "Amounts: 500MB, 50GB, 1.5GiB; rates: 250kB/s, 2MB/s; none: no limit.",
      "Caps count both directions together."
    })
final class LimitsCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(names = "--rate-up", paramLabel = "RATE", description = "most bytes sent per second")
  private Optional<String> rateUp = Optional.empty();

  @Option(
      names = "--rate-down",
      paramLabel = "RATE",
      description = "most bytes received per second")
  private Optional<String> rateDown = Optional.empty();

  @Option(names = "--daily", paramLabel = "AMOUNT", description = "most bytes in a day")
  private Optional<String> perDay = Optional.empty();

  @Option(names = "--monthly", paramLabel = "AMOUNT", description = "most bytes in a month")
  private Optional<String> perMonth = Optional.empty();

  @Option(
      names = "--month-starts",
      paramLabel = "DAY",
      description = "the monthly cap begins anew on this day, 1 to 28")
  private Optional<Integer> monthStarts = Optional.empty();

  LimitsCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var limits = Access.ask(root.data(), world, this::inForce);
    terminal.out().print(StatusText.limits(limits));
    terminal.out().flush();
    return 0;
  }

  private LimitsInForce inForce(HostAgent agent) throws IOException {
    var before = agent.limits().limits();
    var wanted =
        new LimitsInForce(
            rateUp
                .map(text -> new BytesPerSecond(Units.bytesPerSecond(text)))
                .orElse(before.rateUp()),
            rateDown
                .map(text -> new BytesPerSecond(Units.bytesPerSecond(text)))
                .orElse(before.rateDown()),
            perDay.map(text -> new Bytes(Units.bytes(text))).orElse(before.perDay()),
            perMonth.map(text -> new Bytes(Units.bytes(text))).orElse(before.perMonth()));
    if (monthStarts.isPresent()) {
      var settings = agent.settings().settings();
      return agent
          .settings()
          .change(SettingsChange.of(settings).with(wanted, monthStarts.get()))
          .limits();
    }
    return wanted.equals(before) ? before : agent.limits().limit(wanted);
  }
}
