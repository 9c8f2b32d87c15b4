package network.lumora.agent.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.journal.ReceiptTable;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.agent.receipt.SettlementCheck;
import network.lumora.agent.service.FolderLock;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The receipts on disk, whether an agent runs or not. */
@Command(
    name = "receipts",
    mixinStandardHelpOptions = true,
    description = "Shows settled receipts; with --verify, checks each without asking anyone.")
final class ReceiptsCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  private final LumoraCommand root;
  private final Terminal terminal;
  private final StatementCodec statements = new StatementCodec();

  @Option(
      names = "--verify",
      description = "check both signatures, the inclusion proof and the signed checkpoint")
  private boolean verify;

  @Option(names = "--json", description = "the evidence itself, one JSON object a line")
  private boolean json;

  ReceiptsCommand(LumoraCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    FolderLock.prepare(root.data());
    var agent = IdentityKey.loadOrCreate(root.data().resolve("agent.key")).publicKey();
    try (var journal = Journal.open(root.data())) {
      int broken = showAll(journal.receipts(), agent) + showEvidence(journal.receipts());
      terminal.out().flush();
      return verify && broken > 0 ? LumoraCommand.UNVERIFIED : 0;
    }
  }

  private int showAll(ReceiptTable receipts, PublicKey agent) throws IOException {
    int broken = 0;
    long shown = 0;
    for (List<ReceiptTable.Row> page = receipts.page(0, PAGE);
        !page.isEmpty();
        page = receipts.page(shown, PAGE)) {
      for (var receipt : page) {
        broken += show(receipt, agent) ? 0 : 1;
      }
      shown += page.size();
    }
    if (!json) {
      terminal.out().println(summary(shown, broken));
    }
    return broken;
  }

  private String summary(long shown, int broken) {
    return verify
        ? "%d receipts, %d verified, %d broken".formatted(shown, shown - broken, broken)
        : shown + " receipts; check them with --verify";
  }

  /** Whether it is whole, as far as was asked. */
  private boolean show(ReceiptTable.Row row, PublicKey agent) {
    try {
      var settled = row.read();
      var receipt = statements.read(settled.envelope(), Receipt.class);
      if (verify) {
        new SettlementCheck(agent, settled.coordinator()).requireGenuine(settled);
      }
      terminal.out().println(json ? evidence(settled) : text(receipt));
      return true;
    } catch (ProtocolException e) {
      terminal.out().println("receipt " + row.sequence() + " BROKEN: " + e.getMessage());
      return false;
    }
  }

  private static String evidence(SettledReceipt settled) {
    return new DocumentCodec().write(settled);
  }

  private String text(Receipt receipt) {
    return "receipt %d  %s  %s  %s delivered  task %s%s"
        .formatted(
            receipt.sequence(),
            receipt.endedAt(),
            receipt.outcome(),
            Units.shown(receipt.delivered().count()),
            receipt.taskId(),
            verify ? "  verified" : "");
  }

  private int showEvidence(ReceiptTable receipts) throws IOException {
    var all = receipts.evidence();
    for (var each : all) {
      terminal
          .out()
          .println(
              "a settlement of delivery %d that came %s does not hold: %s (kept as evidence)"
                  .formatted(each.sequence(), each.receivedAt(), each.reason()));
    }
    return all.size();
  }
}
