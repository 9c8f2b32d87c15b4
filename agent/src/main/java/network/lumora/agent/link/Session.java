package network.lumora.agent.link;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.work.Desk;
import network.lumora.agent.work.Replies;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.MessageCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection from challenge to goodbye. One thread runs it; replies come from any. */
final class Session implements Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /** For challenge and welcome each. */
  private static final long PHASE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Long enough for tasks that are being stopped to say so. */
  private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LinkParts parts;
  private final LinkSocket socket;
  private final Inbox inbox;
  private final LinkMeter meter;
  private final Runnable connected;
  private final MessageCodec codec = new MessageCodec();
  private final Complaints complaints;

  private @Nullable PublicKey coordinator;
  private ToAgent.@Nullable Welcome welcome;
  private @Nullable Courier courier;
  private long phaseEndsNanos;
  private long heartbeatDueNanos;
  private int slotsTold = -1;
  private OptionalInt drainingSeconds = OptionalInt.empty();
  private OptionalLong lastWordsEndNanos = OptionalLong.empty();
  private volatile boolean leaving;
  private boolean over;

  /**
   * @param connected told once the coordinator's welcome is there
   */
  Session(LinkParts parts, LinkSocket socket, Inbox inbox, LinkMeter meter, Runnable connected) {
    this.parts = parts;
    this.socket = socket;
    this.inbox = inbox;
    this.meter = meter;
    this.connected = connected;
    this.complaints = new Complaints(socket, codec);
    this.phaseEndsNanos = parts.nanos().getAsLong() + PHASE_NANOS;
  }

  /** Returns when the connection is over and another may be tried. */
  void run() throws IOException, InterruptedException {
    try {
      while (!over) {
        var event = inbox.poll(TimeUnit.NANOSECONDS.toMillis(nanosUntilNext()) + 1);
        if (event != null) {
          take(event);
        }
        if (!over) {
          tick();
        }
      }
    } finally {
      inbox.close();
      if (courier != null) {
        courier.stop();
      }
      socket.close();
      parts.trials().lost();
      parts.relays().lost();
      parts.allowance().forgetPromises();
    }
  }

  PublicKey coordinator() {
    return Objects.requireNonNull(coordinator);
  }

  /** How long the coordinator wants to be left alone, if it said so. */
  OptionalInt drainingSeconds() {
    return drainingSeconds;
  }

  boolean isQuiet() {
    return socket.isQuiet();
  }

  void ping(long number) {
    socket.ping(number);
  }

  /** Says goodbye soon, from any thread. */
  void leave() {
    leaving = true;
    inbox.nudge();
  }

  @Override
  public void send(ToCoordinator message) {
    try {
      socket.sendText(codec.write(message));
    } catch (IOException e) {
      LOG.debug("a message was lost with its connection");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void changed() {
    inbox.nudge();
  }

  private long nanosUntilNext() {
    long due = lastWordsEndNanos.orElse(welcome == null ? phaseEndsNanos : heartbeatDueNanos);
    return Math.max(0, due - parts.nanos().getAsLong());
  }

  private void tick() throws IOException, InterruptedException {
    if (leaving) {
      goodbye();
    } else if (isRefused() || parts.allowance().standing().restsLine()) {
      goodbyeAfterWork();
    } else {
      lastWordsEndNanos = OptionalLong.empty();
      tickWanted();
    }
  }

  private void tickWanted() throws IOException, InterruptedException {
    if (welcome == null) {
      if (parts.nanos().getAsLong() - phaseEndsNanos >= 0) {
        throw new IOException("the coordinator was silent for 10 seconds");
      }
    } else {
      tickWelcomed();
    }
  }

  /** Tasks that are being stopped say first why they are handed back. */
  private void goodbyeAfterWork() throws IOException, InterruptedException {
    long now = parts.nanos().getAsLong();
    if (lastWordsEndNanos.isEmpty()) {
      lastWordsEndNanos = OptionalLong.of(now + LAST_WORDS_NANOS);
    }
    if (parts.work().working() == 0 || now - lastWordsEndNanos.getAsLong() >= 0) {
      goodbye();
    }
  }

  /** Whether the host's rules want nothing more of this coordinator. */
  private boolean isRefused() throws IOException {
    return coordinator != null && !parts.rules().judge(coordinator).allowed();
  }

  private void tickWelcomed() throws IOException, InterruptedException {
    probeStorage();
    if (courier != null) {
      courier.wake();
    }
    if (drainingSeconds.isPresent() && parts.work().working() == 0 && isDelivered()) {
      goodbye();
      return;
    }
    int free = drainingSeconds.isPresent() ? 0 : parts.work().freeSlots(coordinator());
    if (free != slotsTold || parts.nanos().getAsLong() - heartbeatDueNanos >= 0) {
      heartbeat(free);
    }
  }

  private boolean isDelivered() throws IOException {
    return courier == null || courier.isIdle();
  }

  private void probeStorage() {
    if (parts.allowance().hasStorageFault() && !parts.work().hasUnstored()) {
      try {
        parts.allowance().flush();
        parts.allowance().storageWorks();
      } catch (IOException e) {
        LOG.debug("the data folder still cannot be written");
      }
    }
  }

  private void heartbeat(int free) throws IOException, InterruptedException {
    tell(new ToCoordinator.Heartbeat(free, parts.allowance().free()));
    slotsTold = free;
    int seconds = welcome == null ? 1 : welcome.heartbeatSeconds();
    heartbeatDueNanos = parts.nanos().getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
  }

  private void goodbye() throws IOException, InterruptedException {
    over = true;
    if (welcome != null) {
      tell(new ToCoordinator.Goodbye());
    }
  }

  private void tell(ToCoordinator message) throws IOException, InterruptedException {
    socket.sendText(codec.write(message));
  }

  private void take(LinkEvent event) throws IOException, InterruptedException {
    switch (event) {
      case LinkEvent.Opened _, LinkEvent.Nudge _ -> LOG.trace("looking again");
      case LinkEvent.Text(var text) -> read(text);
      case LinkEvent.Binary _ ->
          complaints.tell(
              new ProtocolException(ErrorCode.OUT_OF_ORDER, "an agent takes no frames"));
      case LinkEvent.Closed(var code, var reason) -> closed(code, reason);
    }
  }

  private void closed(int code, String reason) throws IOException {
    over = true;
    if (code == ErrorCode.CLOSE_CODE && isRefusal(reason)) {
      throw new RefusedException("the coordinator refuses this agent: " + reason);
    }
    if (drainingSeconds.isEmpty()) {
      throw new IOException("the connection was closed (" + code + ")");
    }
  }

  private static boolean isRefusal(String reason) {
    return List.of(
            ErrorCode.UNKNOWN_KEY.name(),
            ErrorCode.UNSUPPORTED_VERSION.name(),
            ErrorCode.BAD_SIGNATURE.name(),
            ErrorCode.NOT_AUTHENTICATED.name())
        .contains(reason);
  }

  private void read(String text) throws IOException, InterruptedException {
    try {
      take(codec.readToAgent(text));
    } catch (ProtocolException e) {
      complaints.tell(e);
    }
  }

  private void take(ToAgent message) throws ProtocolException, IOException, InterruptedException {
    switch (message) {
      case ToAgent.Challenge challenge -> challenged(challenge);
      case ToAgent.Welcome came -> welcomed(came);
      case ToAgent.Offer offer -> tell(parts.work().offer(offer, desk(), this));
      case ToAgent.Cancel(var leaseId) -> parts.work().cancel(leaseId);
      case ToAgent.Settled settled ->
          storing(
              () ->
                  parts
                      .settlements()
                      .settled(requireWelcomedBy(), requireWelcome().logOrigin(), settled));
      case ToAgent.Unpaid unpaid ->
          storing(() -> parts.settlements().unpaid(requireWelcomedBy(), unpaid));
      case ToAgent.Balance balance ->
          storing(
              () ->
                  parts
                      .outbox()
                      .keepBalance(requireWelcomedBy(), balance, parts.clock().instant()));
      case ToAgent.ProveLine ask -> parts.trials().asked(ask, requireWelcomedBy(), this);
      case ToAgent.ProveSlot slot -> parts.trials().slot(slot);
      case ToAgent.RunSlot run -> parts.trials().arm(run, this);
      case ToAgent.StartSlot start -> parts.trials().start(start, this);
      case ToAgent.EndChallenge(var challengeId) -> parts.trials().over(challengeId);
      case ToAgent.LineProved proved ->
          storing(() -> parts.trials().proved(proved, requireWelcomedBy()));
      case ToAgent.SessionLogged logged -> storing(() -> sessionLogged(logged));
      case ToAgent.OpenRelay ask -> tell(parts.relays().asked(ask, requireWelcomedBy()));
      case ToAgent.CloseRelay(var grantId) -> parts.relays().over(grantId);
      case ToAgent.Draining(var seconds) -> drainingSeconds = OptionalInt.of(seconds);
      case Problem problem -> told(problem);
    }
  }

  private void sessionLogged(ToAgent.SessionLogged logged) throws IOException, ProtocolException {
    var kept =
        parts
            .settlements()
            .sessionLogged(requireWelcomedBy(), requireWelcome().logOrigin(), logged);
    if (kept.isPresent()) {
      parts.relays().logged(kept.get().grantId(), kept.get().sequence());
      send(kept.get());
    }
  }

  /** Something that a full disk may stop. */
  @FunctionalInterface
  private interface Storing {
    void store() throws IOException, ProtocolException;
  }

  /** The coordinator tells again what we could not store, after the next greeting. */
  private void storing(Storing storing) throws IOException, ProtocolException {
    try {
      storing.store();
    } catch (IOException e) {
      parts.allowance().storageFailed(e);
      throw e;
    }
  }

  private void challenged(ToAgent.Challenge challenge)
      throws ProtocolException, IOException, InterruptedException {
    if (coordinator != null) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "a second challenge");
    }
    parts.knownKey().require(challenge.coordinator());
    if (!challenge.versions().contains(MessageCodec.VERSION)) {
      throw new RefusedException(
          "the coordinator does not speak " + MessageCodec.VERSION + "; update this program");
    }
    coordinator = challenge.coordinator();
    meter.belongsTo(challenge.coordinator());
    tell(new ToCoordinator.Hello(MessageCodec.VERSION, new Greeter(parts).greeting(challenge)));
    phaseEndsNanos = parts.nanos().getAsLong() + PHASE_NANOS;
  }

  private void welcomed(ToAgent.Welcome came)
      throws ProtocolException, IOException, InterruptedException {
    if (coordinator == null || welcome != null) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "a welcome without greeting");
    }
    welcome = came;
    parts.welcomed().by(coordinator, came);
    courier =
        new Courier(
            socket,
            parts.outbox(),
            parts.allowance(),
            parts.rules(),
            coordinator,
            came.receivedThrough());
    courier.start();
    connected.run();
    parts.trials().welcomed(this);
    parts.relays().welcomed(this);
    heartbeat(parts.work().freeSlots(coordinator));
  }

  private ToAgent.Welcome requireWelcome() throws ProtocolException {
    if (welcome == null) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "first comes the welcome");
    }
    return welcome;
  }

  private PublicKey requireWelcomedBy() throws ProtocolException {
    if (coordinator == null || welcome == null) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "first comes the welcome");
    }
    return coordinator;
  }

  private Desk desk() throws ProtocolException {
    return new Desk(requireWelcomedBy(), requireWelcome().policy());
  }

  /** What was not accepted is sent again after the next greeting. */
  private void told(Problem problem) throws IOException {
    LOG.warn("the coordinator reports a problem: {}", problem.code());
    if (problem.code() == ErrorCode.UNAVAILABLE) {
      throw new IOException("the coordinator cannot store deliveries now");
    }
  }
}
