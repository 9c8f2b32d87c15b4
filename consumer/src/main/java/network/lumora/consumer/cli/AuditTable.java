package network.lumora.consumer.cli;

import java.util.Comparator;
import java.util.Map;
import network.lumora.consumer.audit.LogAudit;
import network.lumora.consumer.text.Printable;
import network.lumora.consumer.text.Quantity;
import network.lumora.ledger.audit.AuditReport;
import network.lumora.ledger.audit.Finding;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.MicroLmr;

/** Shows what an audit has recomputed. */
final class AuditTable {
  private static final int BAR_CHARACTERS = 30;
  private static final int MAX_FINDING_CHARACTERS = 400;

  private final Shell shell;

  AuditTable(Shell shell) {
    this.shell = shell;
  }

  void print(LogAudit.Outcome outcome) {
    var report = outcome.report();
    line("%d entries, root %s".formatted(report.size(), report.root()));
    printEpochs(report);
    printBalances(report);
    printVerdict(outcome);
    shell.out().flush();
    shell.err().flush();
  }

  private void printEpochs(AuditReport report) {
    line("");
    line(
        "%8s %10s %14s %24s %8s".formatted("epoch", "receipts", "contributed", "paid", "accounts"));
    for (var epoch : report.epochs()) {
      line(
          "%8d %10d %14s %24s %8d"
              .formatted(
                  epoch.epoch(),
                  epoch.receipts(),
                  Quantity.bytes(epoch.contributed().count()),
                  epoch.paid(),
                  epoch.payouts().size()));
    }
  }

  private void printBalances(AuditReport report) {
    long largest = report.balances().values().stream().mapToLong(MicroLmr::count).max().orElse(0);
    line("");
    report.balances().entrySet().stream()
        .sorted(Map.Entry.<PublicKey, MicroLmr>comparingByValue(Comparator.reverseOrder()))
        .forEach(
            balance ->
                line(
                    "%s  %24s  %s"
                        .formatted(
                            balance.getKey(),
                            balance.getValue(),
                            Quantity.bar(balance.getValue().count(), largest, BAR_CHARACTERS))));
    line("%-51s  %24s".formatted("sum", sum(report)));
  }

  private void printVerdict(LogAudit.Outcome outcome) {
    line("");
    if (outcome.isClean()) {
      line(
          "balances equal, sum equals the pool: every signature, rule, root and balance was recomputed");
      return;
    }
    outcome.faults().forEach(fault -> error("the log cannot be read: " + fault));
    outcome.report().findings().stream().map(Finding::describe).forEach(this::error);
    error(
        (outcome.faults().size() + outcome.report().findings().size())
            + " differences: the coordinator's log is not what it claims to be");
  }

  private static MicroLmr sum(AuditReport report) {
    return report.balances().values().stream().reduce(MicroLmr.NONE, MicroLmr::plus);
  }

  private void line(String text) {
    shell.out().println(text.stripTrailing());
  }

  private void error(String text) {
    shell.err().println(Printable.of(text, MAX_FINDING_CHARACTERS));
  }
}
