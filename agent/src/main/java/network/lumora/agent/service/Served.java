package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.idle.Hints;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.bridge.agent.AgentSigner;
import network.lumora.bridge.agent.BridgedAgent;
import network.lumora.bridge.agent.LiveEvent;

/** A running agent as its API serves it, with what watches machine and clock. */
record Served(BridgedAgent agent, LiveBoard live, Watch watch) implements AutoCloseable {
  /** What it is made of. */
  record Parts(
      Setup setup,
      World world,
      Journal journal,
      Allowance allowance,
      IdleMeter meter,
      RulesInForce rules,
      RecordedLine line,
      ConsentGate gate,
      RunningLink link,
      AgentSigner signer) {}

  /**
   * @throws IOException if old rows of the journal could not be forgotten
   */
  static Served of(Parts parts) throws IOException {
    var allowance = parts.allowance;
    var world = parts.world;
    var hints = new Hints();
    var history = new LiveHistory(allowance, world);
    var key = parts.signer.publicKey();
    var line = line(parts);
    var status =
        new StatusBoard(parts.journal, allowance, world, key, parts.link, history::latest, line);
    var journal = new JournalDesk(parts.journal, parts.rules, world.zone());
    var live = new LiveBoard(status, line, journal, history);
    parts.journal.watch(new WatchedJournal(live, journal));
    parts.rules.onChange(() -> live.happened(new LiveEvent.RulesChanged()));
    var rows = new KeptRows(parts.journal, world.clock());
    rows.changed(allowance.settings());
    var settings = new SettingsDesk(allowance, changed -> follow(parts, rows, live, changed));
    var agent =
        new BridgedAgent(
            status,
            settings,
            settings,
            parts.rules,
            journal,
            new ReceiptDesk(parts.journal, key, world.clock(), world.zone()),
            new ConsentDesk(parts.gate, world.clock(), () -> consented(allowance)),
            new BrowserHints(allowance, parts.meter, hints, world.clock()),
            new MachineView(allowance, parts.setup.dataFolder(), world),
            line,
            live,
            parts.signer);
    return new Served(agent, live, new Watch(allowance, hints, world, parts.line.recorder()::look));
  }

  private static LineDesk line(Parts parts) {
    return new LineDesk(
        parts.line.recorder(),
        parts.line.book(),
        parts.world.clock(),
        () -> LineStanding.shown(parts.meter.standing()));
  }

  private static void follow(Parts parts, KeptRows rows, LiveBoard live, Settings settings)
      throws IOException {
    parts.line.recorder().keep(settings.retentionDays() > 0);
    rows.changed(settings);
    live.happened(new LiveEvent.SettingsChanged());
  }

  private static void consented(Allowance allowance) {
    allowance.surroundings(around -> around.withConsent(true));
  }

  @Override
  public void close() throws IOException {
    live.close();
    watch.close();
  }
}
