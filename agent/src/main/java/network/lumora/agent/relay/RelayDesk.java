package network.lumora.agent.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.policy.Relaying;
import network.lumora.agent.rules.RuleVerdict;
import network.lumora.agent.work.Replies;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.RelayJoin;
import network.lumora.protocol.message.ToAgent.OpenRelay;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.RelayAt;
import network.lumora.protocol.message.ToCoordinator.RelayDeclineReason;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.passage.Pace;
import network.lumora.protocol.relay.RelaySubject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes relays on, and reports of them. Thread-safe; does not wait. */
public final class RelayDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RelayDesk.class);

  /** Each may hold 230 kB outside of the heap, all together half of what an agent has there. */
  public static final int ROOM = 128;

  /** How often a coordinator hears of a relay that goes on. */
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final Duration TO_TELL = Duration.ofMillis(500);

  /** Of relays that ended while there was no connection. */
  private static final int MAX_UNTOLD = 1_024;

  private final RelayParts parts;
  private final RelayPlace place;
  private final Duration toTell;
  private final Map<String, Taken> relays = new HashMap<>();
  private final Deque<ToCoordinator> untold = new ArrayDeque<>();
  private final UnloggedReceipts unlogged = new UnloggedReceipts();
  private @Nullable Replies replies;
  private Relaying toldOf = Relaying.NONE;
  private volatile boolean closed;

  /** Where it listens. */
  public record RelayPlace(String host, int port) {}

  private static final class Taken {
    final Relay relay;
    final RelayLimits limits;
    @Nullable Envelope newest;
    long newestSequence;
    boolean isTold = true;
    long toldNanos;

    Taken(Relay relay, RelayLimits limits) {
      this.relay = relay;
      this.limits = limits;
    }
  }

  /**
   * @param place empty if it carries for nobody
   */
  public RelayDesk(RelayParts parts, Optional<RelayPlace> place) {
    this(parts, place, TO_TELL);
  }

  /**
   * @param toTell for parties to be told why a relay ends; then their connections are closed
   */
  public RelayDesk(RelayParts parts, Optional<RelayPlace> place, Duration toTell) {
    this.parts = parts;
    this.toTell = toTell;
    this.place = place.orElse(new RelayPlace("", 0));
    parts.allowance().onChange(this::changed);
    parts.rules().onChange(this::rulesChanged);
  }

  /** The coordinator knows this agent. */
  public synchronized void welcomed(Replies to) {
    replies = to;
    toldOf = Relaying.NONE;
    tellPlace();
    for (var receipt : unlogged.all()) {
      to.send(new ToCoordinator.RelayReceipts(List.of(receipt)));
    }
    while (!untold.isEmpty()) {
      to.send(untold.removeFirst());
    }
  }

  /** The connection to the coordinator is gone; what is under way goes on. */
  public synchronized void lost() {
    replies = null;
  }

  private void tellPlace() {
    var now = relaying();
    if (replies != null && place.port() > 0 && !now.equals(toldOf)) {
      toldOf = now;
      replies.send(
          new RelayAt(place.host(), place.port(), now.isAny() ? ROOM : 0, now.destinations()));
    }
  }

  private Relaying relaying() {
    return parts.allowance().settings().relaying();
  }

  /** The answer to the coordinator's question. */
  public ToCoordinator asked(OpenRelay ask, PublicKey coordinator) throws ProtocolException {
    var grant = SignedGrant.read(ask.grant(), coordinator);
    var declined = take(ask, grant, coordinator);
    var id = grant.grant().grantId();
    return declined.isEmpty()
        ? new ToCoordinator.RelayReady(id)
        : new ToCoordinator.RelayDeclined(id, declined.get());
  }

  private Optional<RelayDeclineReason> take(
      OpenRelay ask, SignedGrant grant, PublicKey coordinator) {
    try {
      var door = door(ask, coordinator);
      if (!fits(grant, door, ask.callee())) {
        return Optional.of(RelayDeclineReason.BAD_GRANT);
      }
      var refusal = refusal(door, coordinator);
      return refusal.isPresent() ? refusal : enter(new Relay(grant, door, ask.callee(), pace()));
    } catch (ProtocolException e) {
      return Optional.of(RelayDeclineReason.BAD_GRANT);
    } catch (IOException e) {
      parts.allowance().storageFailed(e);
      return Optional.of(RelayDeclineReason.PAUSED);
    }
  }

  private static @Nullable Door door(OpenRelay ask, PublicKey coordinator)
      throws ProtocolException {
    var opened = ask.opened();
    return opened == null ? null : Door.read(opened, coordinator);
  }

  private boolean fits(SignedGrant signed, @Nullable Door door, @Nullable PublicKey callee) {
    var grant = signed.grant();
    var now = parts.clock().instant();
    var to = door == null ? String.valueOf(callee) : door.entry().host();
    return grant.kind() == TrafficKind.RELAY
        && grant.provider().equals(parts.identity().publicKey())
        && grant.payer().equals(grant.receiver())
        && grant.subjectSha256().equals(RelaySubject.of(grant.payer(), to))
        && now.isBefore(grant.notAfter())
        && (door == null || door.closedFor(door.target(), grant.payer(), true, now).isEmpty());
  }

  private Optional<RelayDeclineReason> refusal(@Nullable Door door, PublicKey coordinator)
      throws IOException {
    var wants = relaying();
    if (place.port() == 0 || !(door == null ? wants.parties() : wants.destinations())) {
      return Optional.of(RelayDeclineReason.NOT_CONSENTED);
    }
    if (!parts.allowance().standing().mayRun()) {
      return Optional.of(RelayDeclineReason.PAUSED);
    }
    var verdict = judge(door, coordinator);
    if (!verdict.allowed()) {
      return Optional.of(RelayDeclineReason.HOST_RULE);
    }
    return parts.allowance().hasRoomBeside(0)
        ? Optional.empty()
        : Optional.of(RelayDeclineReason.OVER_CAP);
  }

  private RuleVerdict judge(@Nullable Door door, PublicKey coordinator) throws IOException {
    return door == null
        ? parts.rules().judge(coordinator)
        : parts.rules().judge(door.entry().host(), coordinator);
  }

  private synchronized Optional<RelayDeclineReason> enter(Relay relay) {
    if (relays.size() >= ROOM || relays.containsKey(relay.grantId())) {
      return Optional.of(RelayDeclineReason.BUSY);
    }
    var terms = relay.terms();
    var life = Duration.between(terms.notBefore(), terms.notAfter());
    relays.put(relay.grantId(), new Taken(relay, new RelayLimits(parts.nanos().getAsLong(), life)));
    return Optional.empty();
  }

  /**
   * To be called each second: ends relays whose grant is used up, or that nobody uses, and streams
   * that rest too long.
   */
  public void tick() {
    all().forEach(Relay::tick);
    long nanos = parts.nanos().getAsLong();
    synchronized (this) {
      for (var taken : relays.values()) {
        taken
            .limits
            .look(taken.relay.use(), nanos)
            .ifPresent(
                expiry ->
                    Thread.ofVirtual()
                        .name("relay-expires")
                        .start(() -> expire(taken.relay, expiry)));
      }
    }
  }

  /** A party has broken the protocol: both are told, and let go. */
  public void broken(Relay relay, ProtocolException fault) {
    expire(relay, new Expiry(RelayEnd.BROKEN, fault.code(), String.valueOf(fault.getMessage())));
  }

  private void expire(Relay relay, Expiry expiry) {
    var telling = Thread.ofVirtual().name("relay-told").start(() -> relay.expire(expiry));
    try {
      telling.join(toTell);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(relay, expiry.why());
    }
  }

  private Pace pace() {
    var allowance = parts.allowance();
    return new Pace() {
      @Override
      public void came(int bytes) throws IOException {
        allowance.moveDown(bytes);
      }

      @Override
      public void goes(int bytes) throws IOException {
        allowance.moveUp(bytes);
      }

      @Override
      public int mostBytes() {
        int chunk = allowance.chunkBytes(Direction.UP);
        return chunk < Allowance.CHUNK_BYTES ? chunk : WHOLE_BYTES;
      }
    };
  }

  /** The relay that a party comes for; empty if there is none, or it is not its party. */
  public synchronized Optional<Relay> joined(RelayJoin join) {
    var taken = relays.get(join.grantId());
    if (taken == null || !isParty(taken.relay, join.party())) {
      return Optional.empty();
    }
    taken.relay.join();
    return Optional.of(taken.relay);
  }

  private static boolean isParty(Relay relay, PublicKey party) {
    return party.equals(relay.payer()) || relay.callee().filter(party::equals).isPresent();
  }

  /** A window has both signatures. */
  public synchronized void signed(Relay relay, Envelope receipt) {
    var taken = relays.get(relay.grantId());
    if (taken != null) {
      boolean isFirst = taken.newest == null;
      taken.newest = receipt;
      taken.newestSequence++;
      taken.isTold = false;
      if (isFirst || parts.nanos().getAsLong() - taken.toldNanos >= REPORT_NANOS) {
        report(taken);
      }
    }
  }

  private void report(Taken taken) {
    var newest = taken.newest;
    if (newest != null && !taken.isTold) {
      taken.isTold = true;
      taken.toldNanos = parts.nanos().getAsLong();
      unlogged.told(taken.relay.grantId(), taken.newestSequence, newest);
      if (replies != null) {
        replies.send(new ToCoordinator.RelayReceipts(List.of(newest)));
      }
    }
  }

  private void tell(ToCoordinator message) {
    if (replies != null) {
      replies.send(message);
    } else {
      if (untold.size() >= MAX_UNTOLD) {
        untold.removeFirst();
      }
      untold.addLast(message);
    }
  }

  /** The log holds what was signed of a relay up to here: the coordinator has it for good. */
  public synchronized void logged(String grantId, long sequence) {
    unlogged.logged(grantId, sequence);
  }

  /** Ends a relay with all its connections; once. */
  public void end(Relay relay, RelayEnd why) {
    relay.end(why).ifPresent(known -> ended(relay, known));
  }

  private void ended(Relay relay, RelayEnd why) {
    boolean isSigned;
    synchronized (this) {
      var taken = relays.remove(relay.grantId());
      isSigned = taken != null && taken.newest != null;
      if (taken != null) {
        report(taken);
      }
      tell(new ToCoordinator.RelayClosed(relay.grantId(), why));
    }
    note(relay, why, isSigned);
  }

  private void note(Relay relay, RelayEnd why, boolean isSigned) {
    if (relay.up() + relay.down() > 0) {
      try {
        parts.notes().ended(relay, why, isSigned);
      } catch (IOException e) {
        LOG.warn("a row of the journal could not be written: {}", e.getMessage());
        parts.allowance().storageFailed(e);
      }
    }
  }

  /** The coordinator ends it. */
  public void over(String grantId) {
    find(grantId).ifPresent(relay -> end(relay, RelayEnd.DONE));
  }

  private synchronized Optional<Relay> find(String grantId) {
    return Optional.ofNullable(relays.get(grantId)).map(taken -> taken.relay);
  }

  private void changed() {
    synchronized (this) {
      tellPlace();
    }
    boolean mayMove = parts.allowance().standing().mayMove();
    var wants = relaying();
    for (var relay : all()) {
      boolean isWanted = relay.door().isPresent() ? wants.destinations() : wants.parties();
      if (!mayMove || !isWanted) {
        end(relay, RelayEnd.STOPPED);
      }
    }
  }

  private void rulesChanged() {
    for (var relay : all()) {
      if (!isAllowed(relay)) {
        end(relay, RelayEnd.STOPPED);
      }
    }
  }

  private boolean isAllowed(Relay relay) {
    try {
      return judge(relay.door().orElse(null), relay.terms().coordinator()).allowed();
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized List<Relay> all() {
    var all = new ArrayList<Relay>();
    relays.values().forEach(taken -> all.add(taken.relay));
    return all;
  }

  /** How many are under way. */
  public synchronized int size() {
    return relays.size();
  }

  public boolean isClosed() {
    return closed;
  }

  /** Ends all. */
  public void close() {
    closed = true;
    all().forEach(relay -> end(relay, RelayEnd.STOPPED));
  }

  public RelayParts parts() {
    return parts;
  }
}
