package network.lumora.agent.service;

import java.io.IOException;
import java.nio.file.Path;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.history.LineBook;
import network.lumora.agent.journal.Journal;
import network.lumora.bridge.agent.ConsentControl;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineReader;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.bridge.agent.StatusControl;

/** Shows and steers what is stored by an agent that does not run. */
public record StoredAgent(
    StatusControl status,
    LimitsControl limits,
    SettingsControl settings,
    RulesControl rules,
    JournalReader journal,
    ReceiptReader receipts,
    ConsentControl consent,
    LineReader line) {
  public static StoredAgent of(Path dataFolder, Journal journal, World world, String agentKey)
      throws IOException {
    var allowance =
        new Allowance(
            journal.settings(), journal.usage(), world.clock(), world.nanos(), world.zone(), 1);
    var gate = new ConsentGate(ConsentText.current(), journal.consents());
    boolean given = gate.given().isPresent();
    allowance.surroundings(around -> around.withConsent(given));
    var rules =
        HostRulebook.open(
            dataFolder,
            journal,
            world,
            at -> world.monthStart(at, allowance.settings().monthStartsOn()),
            1);
    var settings = new SettingsDesk(allowance, new KeptRows(journal, world.clock()));
    var line = line(journal.line(), allowance, world);
    return new StoredAgent(
        new StatusBoard(journal, allowance, world, agentKey, Live.NONE, () -> null, line),
        settings,
        settings,
        rules,
        new JournalDesk(journal, rules, world.zone()),
        new ReceiptDesk(journal, agentKey, world.clock(), world.zone()),
        new ConsentDesk(gate, world.clock(), () -> {}),
        line);
  }

  /** What was recorded; nothing looks at the line now. */
  private static LineReader line(LineBook book, Allowance allowance, World world) {
    return new LineDesk(
        RecordedLine.recorder(book, allowance, world),
        book,
        world.clock(),
        () -> LineNow.Standing.UNMEASURED);
  }
}
