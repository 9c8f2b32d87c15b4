package network.lumora.agent.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.LineHistory;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineQuery;
import network.lumora.protocol.wire.DocumentCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the line can carry, and what uses it. */
@Command(
    name = "line",
    mixinStandardHelpOptions = true,
    description = "Shows what your line can carry, what is idle, and what used it.")
final class LineCommand implements Callable<Integer> {
  /** As far back as each minute is known. */
  private static final Duration MINUTES = Duration.ofHours(24);

  /** Both together, for programs. */
  record Line(LineNow now, LineHistory history) {}

  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "so far back, such as 2h, 24h, 30d or 396d (default: ${DEFAULT-VALUE})")
  private String last = "";

  @Option(names = "--json", description = "for programs")
  private boolean json;

  LineCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var query = query(Units.duration(last));
    var line =
        Access.ask(
            root.data(),
            world,
            agent -> new Line(agent.line().line(), agent.line().history(query)));
    terminal
        .out()
        .print(
            json
                ? DocumentCodec.withNulls().write(line) + "\n"
                : new LineText(query, world.zone()).of(line.now(), line.history()));
    terminal.out().flush();
    return 0;
  }

  private LineQuery query(Duration back) {
    var now = world.clock().instant();
    var step = back.compareTo(MINUTES) <= 0 ? LineQuery.Step.MINUTE : LineQuery.Step.HOUR;
    return new LineQuery(now.minus(back), now, step);
  }
}
