package network.lumora.coordinator.program;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.Frame;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/** An agent that speaks the protocol by hand, rightly or wrongly. */
public final class FakeAgent {
  private static final long PATIENCE_SECONDS = 60;

  /** How a connection ended. */
  public record Closed(int code, String reason) {}

  private final Station station;
  private final IdentityKey key;
  private final SealKey sealKey = SealKey.generate();
  private final MessageCodec codec = new MessageCodec();
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();
  private BlockingQueue<ToAgent> heard = new LinkedBlockingQueue<>();
  private CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final List<ToAgent> overheard = new ArrayList<>();
  private @Nullable WebSocket socket;
  private ToAgent.@Nullable Challenge challenge;
  private long sequence;
  private int channel;
  private int slots = 4;
  private List<String> capabilities = List.of("scrape");
  private String forwardedFor = "";
  private @Nullable Place place;
  private String version = "0.1.0";

  FakeAgent(Station station, IdentityKey key) {
    this.station = station;
    this.key = key;
  }

  public IdentityKey key() {
    return key;
  }

  public FakeAgent withSlots(int count) {
    slots = count;
    return this;
  }

  public FakeAgent withCapabilities(String... named) {
    capabilities = List.of(named);
    return this;
  }

  public FakeAgent at(Place declared) {
    place = declared;
    return this;
  }

  public FakeAgent forwardedFor(String addresses) {
    forwardedFor = addresses;
    return this;
  }

  public FakeAgent withVersion(String agentVersion) {
    version = agentVersion;
    return this;
  }

  public FakeAgent connect() throws Exception {
    heard = new LinkedBlockingQueue<>();
    closed = new CompletableFuture<>();
    overheard.clear();
    var builder = station.client().newWebSocketBuilder();
    if (!forwardedFor.isEmpty()) {
      builder.header("X-Forwarded-For", forwardedFor);
    }
    socket =
        builder
            .subprotocols(MessageCodec.VERSION)
            .buildAsync(station.agentsAddress(), new Ear(heard, closed))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    challenge = expect(ToAgent.Challenge.class);
    return this;
  }

  public ToAgent.Challenge challenge() {
    return Objects.requireNonNull(challenge);
  }

  private WebSocket socket() {
    return Objects.requireNonNull(socket);
  }

  public Greeting greeting(long acknowledgedThrough, String... holding) {
    return new Greeting(
        challenge().nonce(),
        challenge().coordinator(),
        key.publicKey(),
        sealKey.publicKey(),
        version,
        capabilities,
        slots,
        acknowledgedThrough,
        List.of(holding),
        place);
  }

  public ToAgent.Welcome hello(long acknowledgedThrough, String... holding) throws Exception {
    sendHello(acknowledgedThrough, holding);
    return expect(ToAgent.Welcome.class);
  }

  public void sendHello(long acknowledgedThrough, String... holding) throws Exception {
    send(hello(statements.sign(greeting(acknowledgedThrough, holding), key)));
  }

  public static ToCoordinator.Hello hello(Envelope greeting) {
    return new ToCoordinator.Hello(MessageCodec.VERSION, greeting);
  }

  /** Connects, greets and takes work. */
  public FakeAgent ready() throws Exception {
    connect();
    hello(0);
    heartbeat(slots);
    return this;
  }

  public void heartbeat(int freeSlots) throws Exception {
    heartbeat(freeSlots, 1_000_000);
  }

  public void heartbeat(int freeSlots, long bytesPerSecond) throws Exception {
    send(new ToCoordinator.Heartbeat(freeSlots, new BytesPerSecond(bytesPerSecond)));
  }

  public void send(ToCoordinator message) throws Exception {
    sendText(codec.write(message));
  }

  public void sendText(String text) throws Exception {
    socket().sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  public void sendBinary(ByteBuffer message) throws Exception {
    socket().sendBinary(message, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The next message of a kind; others are put aside. */
  public <M extends ToAgent> M expect(Class<M> kind) throws Exception {
    for (var message : List.copyOf(overheard)) {
      if (kind.isInstance(message)) {
        overheard.remove(message);
        return kind.cast(message);
      }
    }
    while (true) {
      var message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no " + kind.getSimpleName() + " came, but " + overheard);
      }
      if (kind.isInstance(message)) {
        return kind.cast(message);
      }
      overheard.add(message);
    }
  }

  public Problem expectProblem() throws Exception {
    return expect(Problem.class);
  }

  /** How this connection will end, also after the agent has connected again. */
  public CompletableFuture<Closed> expectClosedLater() {
    return closed;
  }

  public Closed expectClosed() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** All that was said before the coordinator answers a message that it always answers. */
  public List<ToAgent> untilAnswered() throws Exception {
    sendText("{\"type\":\"marker\"}");
    expect(Problem.class);
    var all = List.copyOf(overheard);
    overheard.clear();
    return all;
  }

  public Lease lease(ToAgent.Offer offer) throws ProtocolException {
    offer.lease().requireSignatureOf(challenge().coordinator());
    return statements.read(offer.lease(), Lease.class);
  }

  public TaskInput input(ToAgent.Offer offer) throws Exception {
    var lease = lease(offer);
    var context =
        new SealContext(
            lease.taskId().toString(),
            key.publicKey(),
            lease.orderSha256().toString(),
            lease.policySha256().toString(),
            SealContext.Direction.TASK);
    return documents.read(
        sealKey.open(offer.sealedInput().bytes(), context.bytes()), TaskInput.class);
  }

  public Lease accept(ToAgent.Offer offer) throws Exception {
    var lease = lease(offer);
    send(new ToCoordinator.Accepted(lease.leaseId()));
    return lease;
  }

  public long nextSequence() {
    return sequence + 1;
  }

  public void countFrom(long last) {
    sequence = last;
  }

  public Receipt receipt(ToAgent.Offer offer, byte[] sealed) throws Exception {
    var lease = lease(offer);
    var consumer = statements.read(input(offer).order(), OrderHead.class).consumer();
    return receipt(lease, consumer, ++sequence, sealed, station.time().instant());
  }

  public static Receipt receipt(
      Lease lease,
      network.lumora.protocol.identity.PublicKey consumer,
      long sequence,
      byte[] sealed,
      Instant now) {
    var end = now.truncatedTo(ChronoUnit.MILLIS);
    return new Receipt(
        lease.taskId(),
        lease.leaseId(),
        lease.agent(),
        lease.coordinator(),
        consumer,
        sequence,
        Outcome.OK,
        Receipt.NO_CODE,
        new Bytes(200),
        new Bytes(5_000),
        new Bytes(sealed.length),
        network.lumora.protocol.digest.Sha256.of(sealed),
        lease.issuedAt(),
        end.isBefore(lease.issuedAt()) ? lease.issuedAt() : end);
  }

  /** Does the task and delivers; gives what was delivered, to send it again. */
  public Parcel deliver(ToAgent.Offer offer, byte[] sealed) throws Exception {
    var parcel = parcel(receipt(offer, sealed), sealed);
    send(parcel);
    return parcel;
  }

  /** Does the task and tells its round trip to the page's site. */
  public void deliver(ToAgent.Offer offer, byte[] sealed, int connectMillis) throws Exception {
    var parcel = parcel(receipt(offer, sealed), sealed);
    int number = ++channel;
    send(new ToCoordinator.Delivery(parcel.sequence, number, parcel.receipt, connectMillis));
    sendFrames(number, parcel.sealed.bytes());
  }

  public Parcel parcel(Receipt receipt, byte[] sealed) {
    return new Parcel(receipt.sequence(), statements.sign(receipt, key), Sealed.of(sealed));
  }

  /** A delivery as it is kept in an outbox. */
  public record Parcel(long sequence, Envelope receipt, Sealed sealed) {}

  public void send(Parcel parcel) throws Exception {
    int number = ++channel;
    send(new ToCoordinator.Delivery(parcel.sequence, number, parcel.receipt));
    sendFrames(number, parcel.sealed.bytes());
  }

  public void sendFrames(int number, byte[] sealed) throws Exception {
    int at = 0;
    int count = 0;
    do {
      int length = Math.min(Frame.MAX_PAYLOAD_BYTES, sealed.length - at);
      boolean last = at + length == sealed.length;
      sendBinary(new Frame(number, count++, last, ByteBuffer.wrap(sealed, at, length)).encode());
      at += length;
    } while (at < sealed.length);
  }

  /** Breaks the connection without a word. */
  public void drop() {
    if (socket != null) {
      socket.abort();
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final BlockingQueue<ToAgent> to;
    private final CompletableFuture<Closed> end;
    private final StringBuilder part = new StringBuilder();

    Ear(BlockingQueue<ToAgent> to, CompletableFuture<Closed> end) {
      this.to = to;
      this.end = end;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        try {
          to.add(codec.readToAgent(part.toString()));
        } catch (ProtocolException e) {
          end.completeExceptionally(e);
        }
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end.complete(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end.complete(new Closed(1006, String.valueOf(error.getMessage())));
    }
  }
}
