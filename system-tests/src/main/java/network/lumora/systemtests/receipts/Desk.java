package network.lumora.systemtests.receipts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.settle.Taken;
import network.lumora.coordinator.settle.WindowDesk;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.proof.fraud.LineRate;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.fraud.SelfDealing;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.units.BytesPerSecond;

/** The coordinator's desk over a real book, with a clock and lines that a test can set. */
final class Desk implements Closeable {
  static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

  final IdentityKey coordinator = IdentityKey.generate();
  final Random random;
  private final SqliteBooks books;
  private final WindowDesk desk;
  private final Map<String, LineRate.Capacity> capacities = new HashMap<>();
  private final Map<PublicKey, SelfDealing.Party> parties = new HashMap<>();
  private final List<Double> answerMillis = Collections.synchronizedList(new ArrayList<>());
  private volatile Instant now = START;

  Desk(Path folder, long seed) throws IOException {
    random = new Random(seed);
    books = SqliteBooks.open(folder.resolve("coordinator.db"));
    desk = new WindowDesk(books, _ -> new KnownLines(), coordinator, new Counts(), () -> now);
  }

  private final class KnownLines implements Lines {
    @Override
    public Optional<LineRate.Capacity> capacity(String linkId) {
      return Optional.ofNullable(capacities.get(linkId));
    }

    @Override
    public SelfDealing.Party party(PublicKey key) {
      return parties.getOrDefault(key, SelfDealing.Party.of(key));
    }
  }

  /** A line that a challenge has proven, in both directions alike. */
  String line(long bytesPerSecond) {
    var linkId = id();
    var rate = new BytesPerSecond(bytesPerSecond);
    capacities.put(linkId, new LineRate.Capacity(rate, rate));
    return linkId;
  }

  void knows(SelfDealing.Party party) {
    parties.put(party.key(), party);
  }

  SignedGrant grant(Grant grant) throws IOException {
    try {
      return desk.grant(grant);
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
  }

  /** What the desk says of each; empty if it does not take the message at all. */
  List<Taken> take(Instant arrived, List<Envelope> receipts) throws IOException {
    now = arrived;
    long before = System.nanoTime();
    try {
      return desk.take(receipts);
    } catch (ProtocolException e) {
      return List.of();
    } finally {
      answerMillis.add((System.nanoTime() - before) / 1e6);
    }
  }

  /** From submission to verdict, of every batch so far. */
  List<Double> answerMillis() {
    return List.copyOf(answerMillis);
  }

  /** Up and down together, as it would be paid. */
  long credited(SignedGrant grant) throws IOException {
    try {
      return books.read(book -> book.windows().head(grant.terms()).bytes().count());
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
  }

  String id() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() throws IOException {
    books.close();
  }
}
