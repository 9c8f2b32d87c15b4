package network.lumora.ledger.sqlite;

import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.order.AppendResult;
import network.lumora.ledger.state.EntryReader;
import network.lumora.ledger.state.Rule;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LedgerStatement;

/** An entry that was looked at by itself, before its place in the order is known. */
sealed interface Candidate {

  /** Readable and rightly signed; whether it may be next is for the state to say. */
  final class Sound implements Candidate {
    private final byte[] body;
    private final Hash leaf;
    private final LedgerStatement statement;

    private Sound(byte[] body, LedgerStatement statement) {
      this.body = body;
      this.leaf = Hash.ofEntry(body);
      this.statement = statement;
    }

    byte[] body() {
      return body;
    }

    Hash leaf() {
      return leaf;
    }

    LedgerStatement statement() {
      return statement;
    }
  }

  /** Can be in no log of this coordinator. */
  record Unsound(AppendResult.Refused refusal) implements Candidate {}

  static Candidate of(byte[] body, EntryReader reader, PublicKey coordinator) {
    if (body.length > EntryBundle.MAX_ENTRY_BYTES) {
      return unsound(
          Rule.ENTRY_TOO_LARGE, "an entry has at most 65535 bytes, this one " + body.length);
    }
    try {
      var entry = reader.read(body);
      var refused = entry.refusedSignature(coordinator);
      return refused.isPresent()
          ? unsound(refused.get().rule(), refused.get().detail())
          : new Sound(body.clone(), entry.statement());
    } catch (ProtocolException e) {
      return unsound(Rule.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Unsound unsound(Rule rule, String detail) {
    return new Unsound(new AppendResult.Refused(rule, detail));
  }
}
