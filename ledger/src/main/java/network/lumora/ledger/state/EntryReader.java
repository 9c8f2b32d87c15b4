package network.lumora.ledger.state;

import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** Reads the bytes of an entry. Thread-safe. */
public final class EntryReader {
  private final DocumentCodec documents = new DocumentCodec();
  private final StatementCodec statements = new StatementCodec();

  /**
   * @throws ProtocolException if it is not an envelope with a ledger statement
   */
  public SignedStatement read(byte[] entry) throws ProtocolException {
    var envelope = documents.readEnvelope(entry);
    return new SignedStatement(envelope, statements.read(envelope, LedgerStatement.class));
  }
}
