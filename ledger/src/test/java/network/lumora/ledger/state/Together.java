package network.lumora.ledger.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import network.lumora.proof.line.SharedLines;
import network.lumora.proof.panel.Draw;
import network.lumora.proof.panel.Seed;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;

/** Joint challenges of agents that were each proven to do the same alone. */
final class Together {
  private static final String SECRET = "3c".repeat(32);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final StatementCodec statements = new StatementCodec();
  private final IdentityKey coordinator;
  private final long solo;
  private final List<IdentityKey> challengers = new ArrayList<>();
  private final SharedLines shared = new SharedLines();
  private int challenges;

  Together(IdentityKey coordinator, long solo) {
    this.coordinator = coordinator;
    this.solo = solo;
    for (int i = 0; i < LinksFound.MAX_AGENTS; i++) {
      challengers.add(IdentityKey.generate());
    }
  }

  /** Each got so much. */
  LinksFound of(List<IdentityKey> agents, long joint, boolean oneLine) {
    var id = Statements.id(500 + ++challenges);
    var sorted = agents.stream().sorted(Comparator.comparing(IdentityKey::publicKey)).toList();
    shared.found(sorted.stream().map(IdentityKey::publicKey).toList(), oneLine);
    var nonces = sorted.stream().map(_ -> id).collect(Collectors.joining());
    var drawn = Draw.joint(Seed.of(SECRET, nonces), candidates(), sorted.size());
    var turns = new ArrayList<LinksFound.Turn>();
    for (int i = 0; i < sorted.size(); i++) {
      turns.add(turn(id, sorted.get(i), drawn.get(i), joint));
    }
    return new LinksFound(
        id,
        coordinator.publicKey(),
        ChallengeDirection.DOWN,
        SECRET,
        candidates(),
        turns,
        oneLine,
        NOON.plusSeconds(challenges));
  }

  private LinksFound.Turn turn(String id, IdentityKey agent, PublicKey challenger, long joint) {
    return new LinksFound.Turn(
        agent.publicKey(),
        consent(id, agent),
        challenger,
        record(id, agent.publicKey(), challenger, joint),
        new BytesPerSecond(solo),
        shared.linkId(agent.publicKey()));
  }

  private List<ChallengerCandidate> candidates() {
    return challengers.stream()
        .map(key -> new ChallengerCandidate(key.publicKey(), "10.1.0.0/16", true))
        .toList();
  }

  Envelope consent(String id, IdentityKey agent) {
    return statements.sign(
        new ProverConsent(
            id,
            agent.publicKey(),
            coordinator.publicKey(),
            ChallengeDirection.DOWN,
            Seed.commitment(SECRET),
            Draw.digest(candidates()),
            id),
        agent);
  }

  Envelope record(String id, PublicKey agent, PublicKey challenger, long value) {
    var signer = challengers.stream().filter(it -> it.publicKey().equals(challenger)).findFirst();
    return statements.sign(
        new SlotRecord(
            id,
            1,
            ChallengeDirection.DOWN,
            agent,
            challenger,
            new Bytes(600_000),
            new BytesPerSecond(value + 7),
            new BytesPerSecond(value),
            9_000,
            SlotPath.UDP,
            Sha256.of("payload"),
            NOON),
        signer.orElseThrow());
  }
}
