package network.lumora.ledger.state;

import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** A coordinator, a consumer and some agents with their keys, who sign entries. */
public final class Parties {
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();
  public final IdentityKey coordinator;
  public final IdentityKey consumer = IdentityKey.generate();
  public final List<IdentityKey> agents = new ArrayList<>();
  public final Statements say;

  public Parties() {
    this(IdentityKey.generate());
  }

  public Parties(IdentityKey coordinator) {
    this.coordinator = coordinator;
    for (int i = 0; i < 3; i++) {
      agents.add(IdentityKey.generate());
    }
    say = new Statements(coordinator.publicKey(), consumer.publicKey());
  }

  public PublicKey agent(int number) {
    return agents.get(number).publicKey();
  }

  public byte[] entry(LedgerStatement statement, IdentityKey... signers) {
    var envelope = statements.sign(statement, signers[0]);
    for (int i = 1; i < signers.length; i++) {
      envelope = envelope.countersign(signers[i]);
    }
    return documents.writeBytes(envelope);
  }

  public byte[] genesis(long pool) {
    return entry(say.genesis(pool), coordinator);
  }

  public byte[] order(int number, int pages) {
    return entry(say.order(number, pages), consumer);
  }

  public byte[] receipt(int order, int page, int agent, long delivered) {
    return entry(say.receipt(order, page, agent(agent), delivered), agents.get(agent), coordinator);
  }

  public byte[] orderClosed(int number) {
    return entry(say.orderClosed(number), coordinator);
  }

  public byte[] epochClosed(long epoch) {
    return entry(say.epochClosed(epoch), coordinator);
  }

  /** Genesis, an order of many pages, and receipts for its first {@code receipts} pages. */
  public List<byte[]> shortHistory(int receipts) {
    var entries = new ArrayList<byte[]>();
    entries.add(genesis(1_000_000));
    entries.add(order(1, 10_000));
    for (int page = 0; page < receipts; page++) {
      entries.add(receipt(1, page, page % agents.size(), 100L + page));
    }
    return entries;
  }
}
