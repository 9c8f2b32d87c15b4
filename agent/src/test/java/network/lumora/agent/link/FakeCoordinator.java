package network.lumora.agent.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.Seal;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.Frame;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/** Speaks the coordinator's side, honestly or not, and remembers what it heard. */
final class FakeCoordinator extends WebSocketServer {
  static final String PURPOSE = "Prices, for a comparison";
  static final String ORIGIN = "lumora.test/log";
  static final Policy POLICY = new Policy(1, "LumoraBot/0.1 (+https://example.org)", "0.1.0");

  /** After which message it drops dead, once. */
  enum Death {
    NEVER,
    AT_OPEN,
    AT_HELLO,
    AT_HEARTBEAT,
    AT_ACCEPTED,
    AT_DELIVERY,
    AT_FRAME,
    BEFORE_SETTLED
  }

  final IdentityKey key;
  final IdentityKey consumer = IdentityKey.generate();
  final SealKey consumerSeal = SealKey.generate();
  final GrowingLog log;
  final StatementCodec statements = new StatementCodec();
  final DocumentCodec documents = new DocumentCodec();
  final MessageCodec codec = new MessageCodec();
  final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  final List<Greeting> greetings = new ArrayList<>();
  final Map<Long, Optional<Integer>> connectMillis = new ConcurrentHashMap<>();
  final AtomicInteger connections = new AtomicInteger();

  /** So many agents are told to come back instead of being welcomed. */
  final AtomicInteger putsOff = new AtomicInteger();

  /** What was delivered, whole, by sequence. */
  final Map<Long, Sealed> bodies = new ConcurrentHashMap<>();

  final Map<Long, Envelope> receipts = new ConcurrentHashMap<>();
  final Map<Long, ToAgent.Settled> settlements = new ConcurrentHashMap<>();
  volatile long receivedThrough;

  /** The newest connection on which an agent has said that it takes work. */
  private volatile int takesWork;

  volatile boolean settles = true;
  volatile Death death = Death.NEVER;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile @Nullable WebSocket agent;
  private volatile @Nullable Greeting greeting;
  private ToCoordinator.@Nullable Delivery arriving;
  private ByteBuffer body = ByteBuffer.allocate(0);

  FakeCoordinator() {
    this(IdentityKey.generate());
  }

  FakeCoordinator(IdentityKey key) {
    super(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        1,
        List.of(new Draft_6455(List.of(), List.of(new Protocol(MessageCodec.VERSION)))));
    this.key = key;
    this.log = new GrowingLog(ORIGIN, key);
    setReuseAddr(true);
    setConnectionLostTimeout(0);
  }

  FakeCoordinator started() throws InterruptedException {
    start();
    if (!started.await(50, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the fake coordinator does not start");
    }
    return this;
  }

  String address() {
    return "ws://127.0.0.1:" + getPort() + "/agent";
  }

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {
    agent = socket;
    socket.setAttachment(connections.incrementAndGet());
    if (!dies(Death.AT_OPEN)) {
      socket.send(
          codec.write(
              new ToAgent.Challenge(id(1), key.publicKey(), List.of(MessageCodec.VERSION))));
    }
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    try {
      var message = codec.readToCoordinator(text);
      heard.add(message);
      switch (message) {
        case ToCoordinator.Hello hello -> hello(socket, hello);
        case ToCoordinator.Heartbeat _ -> {
          if (!dies(Death.AT_HEARTBEAT)) {
            takesWork = Math.max(takesWork, socket.<Integer>getAttachment());
          }
        }
        case ToCoordinator.Accepted _ -> dies(Death.AT_ACCEPTED);
        case ToCoordinator.Delivery delivery -> {
          if (!dies(Death.AT_DELIVERY)) {
            arriving = delivery;
            body = ByteBuffer.allocate(5 * 1024 * 1024);
          }
        }
        case ToCoordinator.Goodbye _,
            ToCoordinator.Declined _,
            ToCoordinator.ChallengerAt _,
            ToCoordinator.ProverReady _,
            ToCoordinator.PathOpen _,
            ToCoordinator.SlotDone _,
            ToCoordinator.ProverDone _,
            ToCoordinator.ChallengeDeclined _,
            ToCoordinator.RelayAt _,
            ToCoordinator.RelayReady _,
            ToCoordinator.RelayDeclined _,
            ToCoordinator.RelayReceipts _,
            ToCoordinator.RelayClosed _,
            ToCoordinator.SessionKept _,
            Problem _ ->
            dies(Death.NEVER);
      }
    } catch (ProtocolException e) {
      heard.add(e);
    }
  }

  private void hello(WebSocket socket, ToCoordinator.Hello hello) throws ProtocolException {
    var said = statements.read(hello.greeting(), Greeting.class);
    hello.greeting().requireSignatureOf(said.agent());
    greetings.add(said);
    greeting = said;
    if (dies(Death.AT_HELLO)) {
      return;
    }
    if (putsOff.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      socket.send(codec.write(new ToAgent.Draining(0)));
      socket.close(CloseFrame.TRY_AGAIN_LATER, "too many agents at once");
      return;
    }
    socket.send(
        codec.write(new ToAgent.Welcome(id(2), "203.0.113.7", POLICY, 1, receivedThrough, ORIGIN)));
    settlements.values().stream()
        .filter(each -> each.sequence() > said.acknowledgedThrough())
        .forEach(this::send);
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer bytes) {
    try {
      var frame = Frame.decode(bytes);
      body.put(frame.payload().duplicate());
      heard.add(frame);
      if (!dies(Death.AT_FRAME) && frame.end() && arriving != null) {
        delivered(arriving);
      }
    } catch (ProtocolException e) {
      heard.add(e);
    }
  }

  private void delivered(ToCoordinator.Delivery delivery) {
    connectMillis.put(delivery.sequence(), Optional.ofNullable(delivery.connectMillis()));
    var whole = new byte[body.position()];
    body.flip().get(whole);
    bodies.put(delivery.sequence(), Sealed.of(whole));
    var before = receipts.put(delivery.sequence(), delivery.receipt());
    if (before != null && !before.equals(delivery.receipt())) {
      throw new IllegalStateException("one sequence, two receipts");
    }
    receivedThrough = Math.max(receivedThrough, delivery.sequence());
    if (!dies(Death.BEFORE_SETTLED) && settles) {
      settle(delivery.sequence());
    }
  }

  ToAgent.Settled settlement(long sequence) {
    return settlements.computeIfAbsent(
        sequence,
        _ -> {
          var signed = receipt(sequence).countersign(key);
          return new ToAgent.Settled(sequence, signed, log.append(documents.writeBytes(signed)));
        });
  }

  Envelope receipt(long sequence) {
    return java.util.Objects.requireNonNull(receipts.get(sequence));
  }

  void settle(long sequence) {
    send(settlement(sequence));
  }

  private boolean dies(Death here) {
    if (death != here || here == Death.NEVER) {
      return false;
    }
    death = Death.NEVER;
    var socket = agent;
    if (socket != null) {
      if (here == Death.BEFORE_SETTLED) {
        settlement(receivedThrough);
      }
      socket.closeConnection(1006, "died");
    }
    return true;
  }

  void send(ToAgent message) {
    sendRaw(codec.write(message));
  }

  void sendRaw(String text) {
    var socket = agent;
    if (socket != null && socket.isOpen()) {
      socket.send(text);
    }
  }

  void sendRaw(byte[] bytes) {
    var socket = agent;
    if (socket != null && socket.isOpen()) {
      socket.send(bytes);
    }
  }

  /** An agent that has connected and takes work. */
  Rig ready(Path folder) throws IOException {
    int before = connections.get();
    var rig = new Rig(folder, address()).started();
    awaitWilling(before + 1);
    return rig;
  }

  /**
   * Waits until an agent takes work on this connection, counted from one, or a later one. A
   * heartbeat alone says little: it may be left over from the connection before.
   */
  void awaitWilling(int connection) throws IOException {
    Rig.await(() -> takesWork >= connection);
  }

  /** Waits for the next message of that kind, passing over others. */
  <T> T await(Class<T> kind) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      var next = heard.poll(left, TimeUnit.NANOSECONDS);
      if (kind.isInstance(next)) {
        return kind.cast(next);
      }
    }
    throw new AssertionError("no " + kind.getSimpleName() + " came");
  }

  Greeting greeting() {
    return java.util.Objects.requireNonNull(greeting);
  }

  static String id(int number) {
    return "%032x".formatted(number);
  }

  /** A good order of ten pages. */
  OrderHead head() {
    return new OrderHead(
        id(77),
        consumer.publicKey(),
        key.publicKey(),
        consumerSeal.publicKey(),
        10,
        Sha256.of("instructions"),
        Instant.parse("2026-11-22T00:00:00Z"));
  }

  Envelope order() {
    return statements.sign(head(), consumer);
  }

  TaskInput input() {
    return new TaskInput(
        "https://shop.example/private/path?q=secret",
        List.of(new Field("title", "h1", null, false)),
        order(),
        PURPOSE);
  }

  Sealed sealed(TaskInput input, Lease lease) {
    var context =
        new SealContext(
            lease.taskId().toString(),
            lease.agent(),
            lease.orderSha256().toString(),
            lease.policySha256().toString(),
            SealContext.Direction.TASK);
    return Sealed.of(Seal.seal(greeting().sealTo(), documents.writeBytes(input), context.bytes()));
  }

  Lease lease(int number, PublicKey agentKey, Envelope order, Instant now) {
    return new Lease(
        id(1_000 + number),
        new TaskId(head().orderId(), number % 10),
        agentKey,
        key.publicKey(),
        Sha256.of(order.payload()),
        POLICY.digest(),
        Sha256.of("to be replaced"),
        new Bytes(1_000_000),
        new Bytes(2_000_000),
        now,
        now.plusSeconds(120));
  }

  /** The lease with the digest of this input. */
  static Lease over(Lease lease, Sealed input) {
    return new Lease(
        lease.leaseId(),
        lease.taskId(),
        lease.agent(),
        lease.coordinator(),
        lease.orderSha256(),
        lease.policySha256(),
        input.digest(),
        lease.maxSource(),
        lease.maxDelivered(),
        lease.issuedAt(),
        lease.expiresAt());
  }

  /** A good offer. */
  ToAgent.Offer offer(int number, Instant now) {
    var input = input();
    var lease = lease(number, greeting().agent(), input.order(), now);
    var sealed = sealed(input, lease);
    return new ToAgent.Offer(statements.sign(over(lease, sealed), key), sealed);
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    heard.add("closed " + code + " " + reason);
  }

  @Override
  public void onError(@Nullable WebSocket socket, Exception e) {
    heard.add(e);
  }
}
