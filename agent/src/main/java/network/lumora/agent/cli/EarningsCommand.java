package network.lumora.agent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.agent.service.World;
import network.lumora.bridge.agent.Earnings;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What work has come to. */
@Command(
    name = "earnings",
    mixinStandardHelpOptions = true,
    description = "Shows what waits, what is confirmed, and what the coordinator says you hold.")
final class EarningsCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final World world;
  private final Terminal terminal;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  EarningsCommand(LumoraCommand root, World world, Terminal terminal) {
    this.root = root;
    this.world = world;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var earnings = Access.ask(root.data(), world, agent -> agent.receipts().earnings());
    terminal.out().print(json ? new DocumentCodec().write(earnings) + "\n" : text(earnings));
    terminal.out().flush();
    return 0;
  }

  private static String text(Earnings earnings) {
    return """
        Pending       %d deliveries, %s
        Confirmed     %d receipts, %s; check them with: lumora receipts --verify
        Balance       %s
        """
        .formatted(
            earnings.pending().deliveries(),
            Units.shown(earnings.pending().bytes().count()),
            earnings.confirmed().receipts(),
            Units.shown(earnings.confirmed().bytes().count()),
            balance(earnings.balance()));
  }

  /** What nobody has said is unknown, which is not nothing. */
  private static String balance(Earnings.@Nullable Balance balance) {
    return balance == null
        ? "unknown: no coordinator has told it yet"
        : "%s in epoch %d, as %s says; anyone recomputes it from the log"
            .formatted(balance.microLmr(), balance.epoch(), balance.statedBy());
  }
}
