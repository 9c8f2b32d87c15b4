package network.lumora.agent.service;

import java.io.IOException;
import java.time.InstantSource;
import network.lumora.agent.receipt.JournalEntry;
import network.lumora.agent.receipt.Outbox;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.RelayNotes;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.rules.Site;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import network.lumora.protocol.units.Bytes;

/** Writes relays into the journal: where to, how much, for whom and why. Thread-safe. */
record RelayRows(Outbox outbox, RulesInForce rules, InstantSource clock) implements RelayNotes {
  private static final String SIGNED = "waiting: signed by both ends, payer ";

  private static final String BETWEEN =
      "Carried between two members of the network; contents not visible to this computer";
  private static final String TO_SITE =
      "Asked for by the owner of this site, to see it from here; contents not visible to this"
          + " computer";

  @Override
  public void ended(Relay relay, RelayEnd why, boolean isSigned) throws IOException {
    var site = site(relay);
    var coordinator = relay.terms().coordinator();
    rules.traffic().count(coordinator.toString(), site.category().name(), relay.up(), relay.down());
    outbox.noteSession(
        new JournalEntry(
            clock.instant(),
            coordinator,
            rules.book().trust(coordinator.toString()),
            relay.payer(),
            JournalRow.Kind.RELAY,
            relay.door().isPresent() ? TO_SITE : BETWEEN,
            site.category(),
            new TaskId(relay.grantId(), 0),
            site.domain(),
            site.host(),
            new Bytes(relay.up()),
            new Bytes(relay.down()),
            outcome(why),
            why.name(),
            null),
        relay.grantId(),
        isSigned ? SIGNED + relay.payer() : "none: the payer has signed for nothing");
  }

  private Site site(Relay relay) {
    return rules.site(relay.nextHop().isEmpty() ? "nobody" : relay.nextHop());
  }

  private static JournalRow.Outcome outcome(RelayEnd why) {
    return switch (why) {
      case DONE, IDLE, USED_UP -> JournalRow.Outcome.OK;
      case STOPPED -> JournalRow.Outcome.STOPPED;
      case NOBODY_CAME, BROKEN, OTHER -> JournalRow.Outcome.FAILED;
    };
  }
}
