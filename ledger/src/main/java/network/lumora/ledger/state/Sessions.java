package network.lumora.ledger.state;

import java.util.Optional;
import java.util.TreeMap;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.Transcript;
import network.lumora.proof.receipt.WindowRules;
import network.lumora.proof.receipt.WindowVerdict;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/**
 * What of each session has counted. For one thread.
 *
 * <p>A session is never forgotten, since a later receipt of it counts only what it has more; some
 * 300 bytes each.
 */
final class Sessions {
  private static final StatementCodec STATEMENTS = new StatementCodec();

  private final TreeMap<String, SessionStanding> standings = new TreeMap<>();

  /** What one statement adds to its provider's contribution; signatures were checked before. */
  Ruling judge(SessionCounted counted) {
    try {
      var grant = STATEMENTS.read(counted.grant(), Grant.class);
      var terms = Terms.of(grant, Sha256.of(counted.grant().payload()));
      var receipt = STATEMENTS.read(counted.receipt(), WindowReceipt.class);
      var refusal = refuses(grant, counted);
      return refusal.isPresent()
          ? refusal.get()
          : follow(terms, receipt, Sha256.of(counted.receipt().payload()));
    } catch (ProtocolException e) {
      return new Ruling.Rejected(Rule.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Ruling> refuses(Grant grant, SessionCounted counted) {
    if (!grant.coordinator().equals(counted.coordinator())) {
      return no(Rule.SESSION_GRANT, "the grant is of another coordinator");
    }
    if (grant.kind() != TrafficKind.RELAY) {
      return no(Rule.SESSION_GRANT, "sessions of the kind " + grant.kind() + " pay nothing");
    }
    return grant.provider().equals(grant.receiver()) || grant.provider().equals(grant.payer())
        ? no(Rule.SESSION_GRANT, "nobody is paid for serving himself")
        : Optional.empty();
  }

  private Ruling follow(Terms terms, WindowReceipt receipt, Sha256 payloadSha256) {
    var before = head(terms);
    return switch (WindowRules.judge(terms, before, receipt, payloadSha256)) {
      case WindowVerdict.Breaks(var fault, var detail) ->
          new Ruling.Rejected(Rule.SESSION_RECEIPT, fault + ": " + detail);
      case WindowVerdict.Follows(var next) ->
          new Ruling.Accepted(
              new Effect.Carried(
                  terms.grantId(),
                  terms.provider(),
                  new SessionStanding(next.sequence(), payloadSha256, next.up(), next.down()),
                  new Bytes(next.bytes().count() - before.bytes().count())));
    };
  }

  /** Time and transcript are not asked for by the rules of form. */
  private Head head(Terms terms) {
    @Nullable SessionStanding standing = standings.get(terms.grantId());
    return standing == null
        ? Head.of(terms)
        : new Head(
            standing.sequence(),
            standing.payloadSha256(),
            standing.up(),
            standing.down(),
            terms.notBefore(),
            new Transcript(terms.payloadSha256()));
  }

  private static Optional<Ruling> no(Rule rule, String detail) {
    return Optional.of(new Ruling.Rejected(rule, detail));
  }

  void add(Effect.Carried carried) {
    standings.put(carried.grantId(), carried.standing());
  }

  void describe(StringBuilder out) {
    standings.forEach(
        (id, standing) ->
            out.append("session ")
                .append(id)
                .append(' ')
                .append(standing.sequence())
                .append(' ')
                .append(standing.bytes().count())
                .append('\n'));
  }
}
