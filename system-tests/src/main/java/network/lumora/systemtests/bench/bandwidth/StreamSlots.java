package network.lumora.systemtests.bench.bandwidth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.DownChallenger;
import network.lumora.agent.challenge.DownProver;
import network.lumora.agent.challenge.ProverEnd;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotTerms;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.challenge.UpChallenger;
import network.lumora.agent.challenge.UpProver;
import network.lumora.agent.websocket.Tally;
import network.lumora.agent.websocket.WebSocketChallenger;
import network.lumora.agent.websocket.WebSocketProver;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotValue;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Line;
import network.lumora.systemtests.bench.bandwidth.challenge.Challenge;
import network.lumora.systemtests.bench.bandwidth.challenge.Way;

/** Row W1: slots over WebSockets, the lower grade, as they are. */
final class StreamSlots implements Row {
  private static final int[] MEGABITS = {10, 50, 100};
  private static final int[] ROUND_TRIP_MILLIS = {8, 20};
  private static final int WARM_UPS = 5;
  private static final int PATIENCE_SECONDS = 60;

  /** TCP fills its packets: so much of a full frame is the IP layer's. */
  private static final double IP_OF_FRAME = 1500.0 / 1514;

  private static final BytesPerSecond ANY_RATE = new BytesPerSecond(Long.MAX_VALUE);

  private final SecureRandom random = new SecureRandom();

  @Override
  public String id() {
    return "W1";
  }

  @Override
  public String what() {
    return "one slot over a WebSocket: how far below the line's rate it is, %";
  }

  @Override
  public Target target() {
    return Target.always(
        Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "never above; else as it is");
  }

  @Override
  public String published() {
    return "none: ndt7 over a WebSocket takes 10 s";
  }

  @Override
  public List<Figure> measure(Beds beds, int runs) throws IOException {
    var figures = new ArrayList<Figure>();
    for (int megabits : MEGABITS) {
      for (int millis : ROUND_TRIP_MILLIS) {
        var line = Line.ofMegabits(megabits, megabits).withRoundTrip(Duration.ofMillis(millis));
        try (var bed = beds.open(line)) {
          figures.addAll(figures(bed, line, Way.DOWN, runs));
          figures.addAll(figures(bed, line, Way.UP, runs));
        }
      }
    }
    return figures;
  }

  private List<Figure> figures(Bed bed, Line line, Way way, int runs) throws IOException {
    double truth = (way == Way.DOWN ? line.down() : line.up()).count() * IP_OF_FRAME;
    var values = new ArrayList<SlotValue>();
    for (int i = 0; i < WARM_UPS + runs; i++) {
      var value = slot(bed, way, new BytesPerSecond(Math.round(truth)));
      if (i >= WARM_UPS) {
        values.add(value);
      }
    }
    var conditions = (way == Way.DOWN ? "down, " : "up, ") + line.text();
    return List.of(
        Figure.reported(
            "estimate, " + conditions,
            "%",
            values.stream().map(it -> below(it.estimate(), truth)).toList()),
        Figure.reported(
            "worth, first proof, " + conditions,
            "%",
            values.stream().map(it -> below(it.proven(), truth)).toList()));
  }

  private static double below(BytesPerSecond rate, double truth) {
    return 100 - 100 * rate.count() / truth;
  }

  private String hex(int bytes) {
    var made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
  }

  private SlotValue slot(Bed bed, Way way, BytesPerSecond truth) throws IOException {
    var token = new SlotToken(hex(16));
    var key = new SlotKey(hex(32));
    try (var challenger = challenger(bed)) {
      var opened = new CountDownLatch(1);
      challenger.expect(token, bed.agent().address(), opened::countDown);
      prove(bed, challenger.port(), proverEnd(way, token, key));
      if (!opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the prover did not come to its challenger");
      }
      var result = new CompletableFuture<SlotResult>();
      challenger.begin(token, challengerEnd(way, token, key, truth, bed.line()), result::complete);
      return Challenge.value(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the slot came to no end", e);
    }
  }

  private WebSocketChallenger challenger(Bed bed) throws IOException {
    return bed.servers()
        .run(
            () ->
                new WebSocketChallenger(
                    new InetSocketAddress(bed.server(0), 0),
                    Optional.empty(),
                    System::nanoTime,
                    random,
                    Thread.ofPlatform().daemon().factory()));
  }

  private static void prove(Bed bed, int port, ProverEnd end) {
    var to = new InetSocketAddress(bed.server(0), port);
    bed.agent()
        .namespace()
        .threads("prover")
        .newThread(
            () -> {
              try {
                new WebSocketProver(System::nanoTime, Tally.NOBODYS)
                    .drive(end, to, Optional.empty());
              } catch (IOException e) {
                throw new IllegalStateException("there is no certificate to be wrong", e);
              }
            })
        .start();
  }

  private static ProverEnd proverEnd(Way way, SlotToken token, SlotKey key) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    return way == Way.DOWN
        ? new DownProver(token, giveUp)
        : new UpProver(token, key, Carrier.STREAM, ANY_RATE, giveUp);
  }

  private ChallengerEnd challengerEnd(
      Way way, SlotToken token, SlotKey key, BytesPerSecond truth, Line line) {
    long rttNanos = line.roundTrip().toNanos();
    var terms =
        new SlotTerms(
            token,
            key,
            ChallengePlan.overStream(truth, rttNanos).shape(Carrier.STREAM),
            new LowerBound(rttNanos, new BytesPerSecond(0)),
            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(60));
    return way == Way.DOWN ? new DownChallenger(terms) : new UpChallenger(terms, random);
  }
}
