package network.lumora.systemtests.bench.bandwidth.challenge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.DownChallenger;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.agent.challenge.SlotTerms;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.challenge.UpChallenger;
import network.lumora.agent.datagram.Strangers;
import network.lumora.agent.datagram.UdpChallenger;
import network.lumora.agent.datagram.UdpProver;
import network.lumora.agent.service.SlotSockets;
import network.lumora.agent.service.TestedLine;
import network.lumora.agent.trial.LineKeeping;
import network.lumora.agent.trial.TrialDesk;
import network.lumora.agent.trial.TrialParts;
import network.lumora.agent.websocket.WebSocketChallenger;
import network.lumora.agent.websocket.WebSocketProver;
import network.lumora.agent.work.Replies;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bench.bandwidth.background.WatchedHost;

/**
 * The agent's own part in challenges, on the bed's agent host; whoever calls is its coordinator.
 */
public final class TestedHost implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final int START_MILLIS = 20;
  private static final int BULK_BYTES = 1_000;

  private final Bed bed;
  private final WatchedHost host;
  private final SecureRandom random = new SecureRandom();
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey challengerKey = IdentityKey.generate();
  private final UdpChallenger challenger;
  private final WebSocketChallenger streams;
  private final LatePackets late;
  private final TrialDesk desk;
  private volatile long lastNanos;

  private TestedHost(
      Bed bed,
      WatchedHost host,
      UdpChallenger challenger,
      WebSocketChallenger streams,
      LatePackets late) {
    this.bed = bed;
    this.host = host;
    this.challenger = challenger;
    this.streams = streams;
    this.late = late;
    this.desk = new TrialDesk(parts(IdentityKey.generate()), Optional.empty());
  }

  public static TestedHost open(Bed bed) throws IOException {
    var host = WatchedHost.open(bed, bed.line().down());
    var challenger =
        bed.servers()
            .run(
                () ->
                    new UdpChallenger(
                        new InetSocketAddress(bed.server(0), 0),
                        System::nanoTime,
                        new SecureRandom(),
                        Panel::hurried,
                        Strangers.UNHEARD));
    var streams =
        bed.servers()
            .run(
                () ->
                    new WebSocketChallenger(
                        new InetSocketAddress(bed.server(0), 0),
                        Optional.empty(),
                        System::nanoTime,
                        new SecureRandom(),
                        Thread.ofPlatform().daemon().factory()));
    return new TestedHost(bed, host, challenger, streams, LatePackets.watch(bed.agent()));
  }

  private TrialParts parts(IdentityKey identity) {
    return new TrialParts(
        identity,
        host.allowance(),
        () -> 0,
        new TestedLine(host.allowance(), host.meter()),
        _ -> true,
        this::drive,
        this::driveStream,
        _ -> {},
        new Unkept(),
        random,
        InstantSource.system(),
        System::nanoTime);
  }

  private void drive(SlotEnd end, InetSocketAddress to, Optional<Sha256> certificate)
      throws IOException {
    bed.agent()
        .namespace()
        .run(
            () -> {
              new UdpProver(System::nanoTime).drive(new Noted(end), to);
              return true;
            });
  }

  private void driveStream(SlotEnd end, InetSocketAddress to, Optional<Sha256> certificate)
      throws IOException {
    var sockets = new SlotSockets(host.allowance());
    var prover = new WebSocketProver(System::nanoTime, sockets);
    var _ =
        bed.agent()
            .namespace()
            .run(
                () -> {
                  prover.drive(new Noted(end), to, certificate);
                  return true;
                });
  }

  /** Notes when a slot's bytes passed last. */
  private final class Noted implements SlotEnd {
    private final SlotEnd end;

    Noted(SlotEnd end) {
      this.end = end;
    }

    @Override
    public long due(long nanos, Path path) {
      return end.due(nanos, noted(path));
    }

    @Override
    public void received(ByteBuffer datagram, long nanos, Path path) {
      note(datagram.remaining());
      end.received(datagram, nanos, noted(path));
    }

    private Path noted(Path path) {
      return datagram -> {
        note(datagram.remaining());
        return path.send(datagram);
      };
    }

    private void note(int bytes) {
      lastNanos = bytes >= BULK_BYTES ? System.nanoTime() : lastNanos;
    }

    @Override
    public boolean isOver() {
      return end.isOver();
    }

    /** A stream's bytes are on their way until then. */
    @Override
    public void abort() {
      lastNanos = System.nanoTime();
      end.abort();
    }
  }

  private record Unkept() implements LineKeeping {
    @Override
    public void proved(LineProven verdict) {}

    @Override
    public void tested(PublicKey by, String challengeId, Bytes up, Bytes down, boolean stopped) {}
  }

  private record Heard(BlockingQueue<ToCoordinator> messages) implements Replies {
    @Override
    public void send(ToCoordinator message) {
      messages.add(message);
    }

    @Override
    public void changed() {}

    <M extends ToCoordinator> M next(Class<M> kind) throws IOException, InterruptedException {
      var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!kind.isInstance(message)) {
        throw new IOException("expected " + kind.getSimpleName() + ", got " + message);
      }
      return kind.cast(message);
    }
  }

  /**
   * How a slot went.
   *
   * @param lastNanos when its last datagram passed the agent's interface
   */
  public record Slot(boolean wasAborted, long lastNanos) {}

  /** What happens while a slot moves bytes; it is called once they do. */
  @FunctionalInterface
  public interface Meanwhile {
    void happen() throws IOException;
  }

  public Slot test(Way way, SlotPath path, BytesPerSecond rate, int millis, Meanwhile meanwhile)
      throws IOException {
    var id = hex(16);
    var heard = new Heard(new LinkedBlockingQueue<>());
    try {
      var done = begun(id, heard, way, path, rate, millis);
      TimeUnit.MILLISECONDS.sleep(START_MILLIS);
      meanwhile.happen();
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      var told = heard.messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Slot(told instanceof ToCoordinator.ChallengeDeclined, lastNanos(way));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("a slot came to no end", e);
    } finally {
      desk.over(id);
    }
  }

  /** What comes late in a test of the upload is no part of what is tested. */
  private long lastNanos(Way way) {
    return way == Way.DOWN ? Math.max(lastNanos, late.lastNanos()) : lastNanos;
  }

  private CompletableFuture<Boolean> begun(
      String id, Heard heard, Way way, SlotPath path, BytesPerSecond rate, int millis)
      throws IOException, InterruptedException {
    var hexToken = hex(16);
    var token = new SlotToken(hexToken);
    var key = hex(32);
    var opened = new CountDownLatch(1);
    var done = new CompletableFuture<Boolean>();
    ask(id, heard, way);
    expect(path, token, opened::countDown);
    desk.slot(
        new ToAgent.ProveSlot(
            id,
            1,
            direction(way),
            challengerKey.publicKey(),
            path,
            bed.server(0).getHostAddress(),
            port(path),
            hexToken,
            way == Way.UP ? key : null,
            null));
    if (!opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the agent did not come to its challenger");
    }
    begin(path, token, end(way, path, token, key, rate, millis), () -> done.complete(true));
    return done;
  }

  private void expect(SlotPath path, SlotToken token, Runnable opened) {
    var prover = bed.agent().address();
    switch (path) {
      case UDP -> challenger.expect(token, prover, opened);
      case WEBSOCKET -> streams.expect(token, prover, opened);
    }
  }

  private int port(SlotPath path) {
    return switch (path) {
      case UDP -> challenger.port();
      case WEBSOCKET -> streams.port();
    };
  }

  private void begin(SlotPath path, SlotToken token, ChallengerEnd end, Runnable done) {
    switch (path) {
      case UDP -> challenger.begin(token, end, _ -> done.run());
      case WEBSOCKET -> streams.begin(token, end, _ -> done.run());
    }
  }

  private void ask(String id, Heard heard, Way way) throws IOException, InterruptedException {
    desk.asked(
        new ToAgent.ProveLine(
            id,
            direction(way),
            Sha256.of("secret"),
            Sha256.of("candidates"),
            new Bytes(Integer.MAX_VALUE)),
        coordinator.publicKey(),
        heard);
    var _ = heard.next(ToCoordinator.ProverReady.class);
  }

  private static ChallengeDirection direction(Way way) {
    return switch (way) {
      case DOWN -> ChallengeDirection.DOWN;
      case UP -> ChallengeDirection.UP;
    };
  }

  private ChallengerEnd end(
      Way way, SlotPath path, SlotToken token, String key, BytesPerSecond rate, int millis) {
    var carrier = path == SlotPath.UDP ? Carrier.UDP_IPV4 : Carrier.STREAM;
    var terms =
        new SlotTerms(
            token,
            new SlotKey(key),
            SlotShape.ofMillis(rate, millis, carrier),
            new LowerBound(bed.line().roundTrip().toNanos(), new BytesPerSecond(0)),
            System.nanoTime());
    return way == Way.DOWN ? new DownChallenger(terms) : new UpChallenger(terms, random);
  }

  private String hex(int bytes) {
    var made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
  }

  @Override
  public void close() throws IOException {
    desk.lost();
    challenger.close();
    streams.close();
    late.close();
    host.close();
  }
}
