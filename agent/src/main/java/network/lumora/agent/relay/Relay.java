package network.lumora.agent.relay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import network.lumora.protocol.passage.Pace;
import org.jspecify.annotations.Nullable;

/** A relay that the agent has taken on. Thread-safe. */
public final class Relay {
  /** Two of its parties, and one for each stream that leads out. */
  private static final int MAX_CONNECTIONS = 600;

  private final SignedGrant grant;
  private final Terms terms;
  private final @Nullable Door door;
  private final @Nullable PublicKey callee;
  private final Pace pace;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private final List<Closeable> connections = new ArrayList<>();
  private @Nullable RelayEnd end;

  /** Known before its connections end, which then find a reason of their own. */
  private @Nullable RelayEnd expected;

  private volatile @Nullable Carrying carrying;
  private final Meeting meeting = new Meeting();
  private volatile boolean joined;
  private volatile String nextHop = "";

  Relay(SignedGrant grant, @Nullable Door door, @Nullable PublicKey callee, Pace pace) {
    this.grant = grant;
    this.terms = grant.terms();
    this.door = door;
    this.callee = callee;
    this.pace = new Counted(pace);
  }

  public Terms terms() {
    return terms;
  }

  public String grantId() {
    return terms.grantId();
  }

  public PublicKey payer() {
    return grant.grant().payer();
  }

  /** Where it leads to, if it ends here. */
  public Optional<Door> door() {
    return Optional.ofNullable(door);
  }

  /** The other party, if it does not end here. */
  public Optional<PublicKey> callee() {
    return Optional.ofNullable(callee);
  }

  /** Where its parties meet, if it does not end here. */
  public Meeting meeting() {
    return meeting;
  }

  /** Through which every byte of it goes. */
  public Pace pace() {
    return pace;
  }

  /** What went up this host's line. */
  public long up() {
    return up.get();
  }

  public long down() {
    return down.get();
  }

  /** An address or a site: where its bytes went on to. */
  public String nextHop() {
    return nextHop;
  }

  public void leadsTo(String hop) {
    nextHop = hop;
  }

  /**
   * A connection that ends with it.
   *
   * @throws IOException if it is over already, or has too many
   */
  public synchronized void has(Closeable connection) throws IOException {
    if (end != null || connections.size() >= MAX_CONNECTIONS) {
      connection.close();
      throw new IOException("the relay is over");
    }
    connections.add(connection);
  }

  public synchronized void lost(Closeable connection) {
    connections.remove(connection);
  }

  void join() {
    joined = true;
  }

  public synchronized boolean isOver() {
    return end != null;
  }

  /** Its parties meet here. */
  public void carriedBy(Carrying connectionsOfIt) {
    carrying = connectionsOfIt;
  }

  RelayLimits.Use use() {
    var meets = carrying;
    return new RelayLimits.Use(joined, up.get() + down.get(), meets != null && meets.isUsedUp());
  }

  void tick() {
    var meets = carrying;
    if (meets != null) {
      meets.tick();
    }
  }

  /** Tells its parties why it ends, if they are there; may wait for them. */
  void expire(Expiry expiry) {
    synchronized (this) {
      expected = expiry.why();
    }
    var meets = carrying;
    if (meets != null) {
      meets.expire(expiry.told());
    }
  }

  /** Why it has ended; empty if it was over before. */
  Optional<RelayEnd> end(RelayEnd why) {
    List<Closeable> left;
    RelayEnd known;
    synchronized (this) {
      if (end != null) {
        return Optional.empty();
      }
      known = expected == null ? why : expected;
      end = known;
      left = List.copyOf(connections);
    }
    meeting.end();
    left.forEach(Relay::close);
    return Optional.of(known);
  }

  private static void close(Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // It is gone, which was the aim.
    }
  }

  private final class Counted implements Pace {
    private final Pace pace;

    Counted(Pace pace) {
      this.pace = pace;
    }

    @Override
    public void came(int bytes) throws IOException {
      down.addAndGet(bytes);
      pace.came(bytes);
    }

    @Override
    public void goes(int bytes) throws IOException {
      pace.goes(bytes);
      up.addAndGet(bytes);
    }

    @Override
    public int mostBytes() {
      return pace.mostBytes();
    }
  }
}
