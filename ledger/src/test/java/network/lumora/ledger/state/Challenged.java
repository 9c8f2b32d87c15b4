package network.lumora.ledger.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.lumora.proof.line.LinkId;
import network.lumora.proof.panel.Draw;
import network.lumora.proof.panel.Median;
import network.lumora.proof.panel.Seed;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;

/** A challenge of an agent's line as honest parties conduct it, step by step. */
public final class Challenged {
  private static final String SECRET = "5a".repeat(32);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final StatementCodec statements = new StatementCodec();
  private final IdentityKey coordinator;
  private final IdentityKey agent;
  public final List<IdentityKey> challengers = new ArrayList<>();
  private final List<BytesPerSecond> estimates = new ArrayList<>();

  public Challenged(IdentityKey coordinator, IdentityKey agent, int challengers) {
    this.coordinator = coordinator;
    this.agent = agent;
    for (int i = 0; i < challengers; i++) {
      this.challengers.add(IdentityKey.generate());
    }
  }

  public LineProven next(long... values) {
    return next(SlotPath.UDP, values);
  }

  /** The next challenge, the slots of which give these values; a slot of -1 gives no record. */
  public LineProven next(SlotPath path, long... values) {
    var id = Statements.id(100 + estimates.size());
    var slots = new ArrayList<LineProven.Slot>();
    var rates = new ArrayList<BytesPerSecond>();
    var drawn = Draw.of(Seed.of(SECRET, id), candidates());
    for (int i = 0; i < drawn.size(); i++) {
      rates.add(new BytesPerSecond(Math.max(0, values[i])));
      slots.add(
          new LineProven.Slot(
              drawn.get(i),
              values[i] < 0 ? null : record(id, i + 1, drawn.get(i), path, values[i])));
    }
    estimates.add(Median.of(rates));
    return new LineProven(
        id,
        agent.publicKey(),
        coordinator.publicKey(),
        ChallengeDirection.DOWN,
        consent(id, agent),
        SECRET,
        candidates(),
        slots,
        estimates.getLast(),
        Median.ofNewest(estimates),
        LineGrade.of(slots.size(), path == SlotPath.WEBSOCKET),
        LinkId.of(List.of(agent.publicKey())),
        NOON.plusSeconds(estimates.size()));
  }

  public List<ChallengerCandidate> candidates() {
    var all = new ArrayList<ChallengerCandidate>();
    for (int i = 0; i < challengers.size(); i++) {
      all.add(
          new ChallengerCandidate(challengers.get(i).publicKey(), "10." + i + ".0.0/16", i < 3));
    }
    return all;
  }

  public Envelope consent(String id, IdentityKey signer) {
    return statements.sign(
        new ProverConsent(
            id,
            signer.publicKey(),
            coordinator.publicKey(),
            ChallengeDirection.DOWN,
            Seed.commitment(SECRET),
            Draw.digest(candidates()),
            id),
        signer);
  }

  public Envelope record(String id, int slot, PublicKey challenger, SlotPath path, long value) {
    return statements.sign(
        new SlotRecord(
            id,
            slot,
            ChallengeDirection.DOWN,
            agent.publicKey(),
            challenger,
            new Bytes(600_000),
            new BytesPerSecond(value + 7),
            new BytesPerSecond(value),
            9_000,
            path,
            Sha256.of("payload"),
            NOON),
        keyOf(challenger));
  }

  private IdentityKey keyOf(PublicKey challenger) {
    return challengers.stream()
        .filter(key -> key.publicKey().equals(challenger))
        .findFirst()
        .orElseThrow();
  }
}
