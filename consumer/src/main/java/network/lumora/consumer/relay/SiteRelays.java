package network.lumora.consumer.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.passage.PumpThreads;
import network.lumora.protocol.passage.TalkStream;

/** The relays that are open, one for each site; another agent's when one has gone. Thread-safe. */
public final class SiteRelays implements AutoCloseable {
  /** Agents that did not answer just now. */
  private static final int MAX_AVOIDED = 16;

  private static final int TRIES = 3;

  /** Looks at which a relay was idle before it ends. */
  private static final int IDLE_TICKS = 6;

  private final Self self;
  private final RelayOffice office;
  private final PrintWriter log;
  private final Map<String, Kept> relays = new HashMap<>();

  /** Of their grants half is used; the connections that they have stay with them. */
  private final List<Kept> left = new ArrayList<>();

  private final Deque<PublicKey> avoided = new ArrayDeque<>();

  private static final class Kept {
    final SiteRelay relay;
    int idleTicks;

    Kept(SiteRelay relay) {
      this.relay = relay;
    }
  }

  public SiteRelays(Self self, RelayOffice office, PrintWriter log) {
    this.self = self;
    this.office = office;
    this.log = log;
  }

  /**
   * A connection to a site.
   *
   * @throws ProtocolException with what the coordinator or the agent says against it
   */
  Optional<TalkStream> connect(String host, String target) throws IOException, ProtocolException {
    for (int tries = 1; ; tries++) {
      var relay = relay(host);
      var stream = relay.connect(target);
      if (stream.isPresent() || !relay.isOver() || tries == TRIES) {
        return stream;
      }
    }
  }

  /** One at a time: those who want the same site wait for one relay instead of opening many. */
  private synchronized SiteRelay relay(String host) throws IOException, ProtocolException {
    var kept = relays.get(host);
    if (kept != null && !kept.relay.isOver() && !isHalfOver(kept)) {
      return kept.relay;
    }
    var opened = open(host);
    relays.put(host, new Kept(opened));
    if (kept != null) {
      left.add(kept);
    }
    say("%s goes through agent %s".formatted(host, opened.agent().abbreviated()));
    return opened;
  }

  private boolean isHalfOver(Kept kept) {
    return kept.relay.isHalfOver(self.nanos().getAsLong());
  }

  private SiteRelay open(String host) throws IOException, ProtocolException {
    for (int tries = 1; ; tries++) {
      try {
        return SiteRelay.open(
            self,
            office,
            host,
            List.copyOf(avoided),
            why -> ended(host, why),
            this::say,
            this::avoid);
      } catch (IOException e) {
        if (tries == TRIES) {
          throw new ProtocolException(
              ErrorCode.UNAVAILABLE, "no agent could be reached: " + e.getMessage(), e);
        }
      }
    }
  }

  private void avoid(PublicKey agent) {
    synchronized (avoided) {
      if (avoided.size() == MAX_AVOIDED) {
        avoided.removeFirst();
      }
      avoided.addLast(agent);
    }
  }

  private void ended(String host, String why) {
    say("the relay to %s has ended%s".formatted(host, why.isEmpty() ? "" : ": " + why));
  }

  PumpThreads threads() {
    return self.threads();
  }

  void say(String line) {
    log.println(line);
    log.flush();
  }

  /** To be called every few seconds: relays that nobody uses end. */
  synchronized void tick() {
    relays.values().removeIf(kept -> kept.relay.isOver());
    relays.values().forEach(kept -> tick(kept, IDLE_TICKS));
    left.removeIf(kept -> kept.relay.isOver());
    left.forEach(kept -> tick(kept, 1));
  }

  private static void tick(Kept kept, int idleTicks) {
    kept.relay.tick();
    kept.idleTicks = kept.relay.isIdle() ? kept.idleTicks + 1 : 0;
    if (kept.idleTicks >= idleTicks) {
      kept.relay.close();
    }
  }

  @Override
  public synchronized void close() {
    relays.values().forEach(kept -> kept.relay.close());
    relays.clear();
    left.forEach(kept -> kept.relay.close());
    left.clear();
  }
}
