package network.lumora.agent.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.journal.ReceiptTable;
import network.lumora.agent.receipt.LogCheck;
import network.lumora.agent.receipt.PublishedLog;
import network.lumora.agent.receipt.SettledReceipt;
import network.lumora.agent.receipt.SettlementCheck;
import network.lumora.agent.service.FolderLock;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--log",
      paramLabel = "<address>",
      description =
          "the coordinator's web address: read its public log through, and find receipts of ours"
              + " that it holds no more")
  private @Nullable String log;

  @Option(names = "--json", description = "the evidence itself, one JSON object a line")
  private boolean json;

  ReceiptsCommand(LumoraCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    verify |= log != null;
    FolderLock.prepare(root.data());
    var agent = IdentityKey.loadOrCreate(root.data().resolve("agent.key")).publicKey();
    try (var journal = Journal.open(root.data())) {
      int broken = showAll(journal.receipts(), agent) + showEvidence(journal.receipts());
      int dropped = log == null ? 0 : showDropped(journal.receipts(), agent, log);
      terminal.out().flush();
      return (verify && broken > 0) || dropped > 0 ? LumoraCommand.UNVERIFIED : 0;
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
      if (verify) {
        new SettlementCheck(agent, settled.coordinator()).requireGenuine(settled);
      }
      terminal.out().println(json ? evidence(settled) : text(settled));
      return true;
    } catch (ProtocolException e) {
      terminal.out().println("receipt " + row.sequence() + " BROKEN: " + e.getMessage());
      return false;
    }
  }

  private static String evidence(SettledReceipt settled) {
    return new DocumentCodec().write(settled);
  }

  private String text(SettledReceipt settled) throws ProtocolException {
    var session = settled.session();
    return session == null
        ? text(statements.read(settled.envelope(), Receipt.class))
        : text(settled, statements.read(settled.envelope(), SessionCounted.class), session);
  }

  private String text(SettledReceipt settled, SessionCounted counted, String grantId)
      throws ProtocolException {
    var window = statements.read(counted.receipt(), WindowReceipt.class);
    var grant = statements.read(counted.grant(), Grant.class);
    return "relay %d  %s  %s up, %s down, %d bytes in all  for %s  entry %d of the log  grant %s%s"
        .formatted(
            settled.sequence(),
            window.endedAt(),
            Units.shown(window.up().count()),
            Units.shown(window.down().count()),
            window.up().plus(window.down()).count(),
            grant.payer(),
            settled.logged().index(),
            grantId,
            verify ? "  verified" : "");
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

  /** How many findings; one if the log is none of our coordinators'. */
  private int showDropped(ReceiptTable receipts, PublicKey agent, String address)
      throws IOException {
    int dropped = 0;
    int read = 0;
    for (var check : checks(receipts, agent, new LogOverHttp(address))) {
      var found = showDropped(check);
      dropped += found.orElse(0);
      read += found.isPresent() ? 1 : 0;
    }
    return read == 0 ? 1 : dropped;
  }

  /** One for each coordinator of our receipts; the log itself says by its signature whose it is. */
  private List<LogCheck> checks(ReceiptTable receipts, PublicKey agent, PublishedLog published)
      throws IOException {
    var checks = new LinkedHashMap<PublicKey, LogCheck>();
    long seen = 0;
    for (var page = receipts.page(0, PAGE); !page.isEmpty(); page = receipts.page(seen, PAGE)) {
      for (var row : page) {
        expect(row, agent, published, checks);
      }
      seen += page.size();
    }
    return List.copyOf(checks.values());
  }

  /** What is broken in our own hands is told by {@code --verify}; the log owes nothing for it. */
  private static void expect(
      ReceiptTable.Row row,
      PublicKey agent,
      PublishedLog published,
      Map<PublicKey, LogCheck> checks) {
    try {
      var settled = row.read();
      new SettlementCheck(agent, settled.coordinator()).requireGenuine(settled);
      checks
          .computeIfAbsent(settled.coordinator(), key -> new LogCheck(published, key))
          .expect(settled);
    } catch (ProtocolException e) {
      // Shown as BROKEN already.
    }
  }

  private OptionalInt showDropped(LogCheck check) throws IOException {
    try {
      var findings = check.findings();
      findings.forEach(each -> terminal.out().println("DROPPED: " + each.detail()));
      terminal
          .out()
          .println(
              "the log was read through for %d receipts: %d findings"
                  .formatted(check.expected(), findings.size()));
      return OptionalInt.of(findings.size());
    } catch (ProtocolException e) {
      terminal
          .out()
          .println(
              "%d receipts could not be looked up: %s".formatted(check.expected(), e.getMessage()));
      return OptionalInt.empty();
    }
  }
}
