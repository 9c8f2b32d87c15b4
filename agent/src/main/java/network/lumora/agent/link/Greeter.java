package network.lumora.agent.link;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.wire.StatementCodec;

/** Answers a challenge: who this agent is, and what it holds. */
record Greeter(LinkParts parts) {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  Envelope greeting(ToAgent.Challenge challenge) throws IOException {
    long acknowledged = parts.outbox().acknowledgedThrough(challenge.coordinator());
    return STATEMENTS.sign(
        new Greeting(
            challenge.nonce(),
            challenge.coordinator(),
            parts.identity().publicKey(),
            parts.sealKey(),
            parts.agentVersion(),
            parts.capabilities(),
            parts.work().slots(),
            acknowledged,
            holding(challenge.coordinator(), acknowledged),
            parts.place().orElse(null)),
        parts.identity());
  }

  /** Work under way, and results that may not have arrived. */
  private List<String> holding(PublicKey key, long acknowledged) throws IOException {
    var held = new ArrayList<>(parts.work().holding());
    int room = Greeting.MAX_SLOTS - held.size();
    parts.outbox().leasesAfter(key, acknowledged, Math.max(0, room)).stream()
        .filter(lease -> !held.contains(lease))
        .forEach(held::add);
    return held;
  }
}
