package network.lumora.systemtests.bench.bandwidth.challenge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.DownChallenger;
import network.lumora.agent.challenge.DownProver;
import network.lumora.agent.challenge.SlotEnd;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotTerms;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.challenge.UpChallenger;
import network.lumora.agent.challenge.UpProver;
import network.lumora.agent.datagram.Strangers;
import network.lumora.agent.datagram.UdpChallenger;
import network.lumora.agent.datagram.UdpProver;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.kernel.CurrentThread;

/** Challengers among the bed's servers, and whoever conducts them. */
public final class Panel implements AutoCloseable {
  private static final int CHALLENGERS = ChallengePlan.SLOTS;
  private static final long PATIENCE_SECONDS = 60;

  /** Paths open, and trains are made, before the first slot begins. */
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  private static final BytesPerSecond ANY_RATE = new BytesPerSecond(Long.MAX_VALUE);

  private final Bed bed;
  private final SecureRandom random = new SecureRandom();
  private final List<UdpChallenger> challengers = new ArrayList<>();

  private Panel(Bed bed) {
    this.bed = bed;
  }

  public static Panel open(Bed bed) throws IOException {
    var panel = new Panel(bed);
    for (int i = 0; i < CHALLENGERS; i++) {
      panel.challengers.add(panel.challenger(bed.server(i)));
    }
    return panel;
  }

  private UdpChallenger challenger(InetAddress address) throws IOException {
    return bed.servers()
        .run(
            () ->
                new UdpChallenger(
                    new InetSocketAddress(address, 0),
                    System::nanoTime,
                    random,
                    Panel::hurried,
                    Strangers.UNHEARD));
  }

  /** As on a computer that has nothing else to do: others' work here is not what is measured. */
  static Thread hurried(Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .unstarted(
            () -> {
              hurry();
              work.run();
            });
  }

  private static void hurry() {
    try {
      CurrentThread.hurry();
    } catch (IOException e) {
      throw new IllegalStateException("the bed needs root", e);
    }
  }

  /** A slot on its way. */
  private final class Slot {
    private final Task task;
    private final SlotToken token = new SlotToken(hex(16));
    private final SlotKey key = new SlotKey(hex(32));
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CompletableFuture<SlotResult> result = new CompletableFuture<>();
    private volatile long endNanos;

    Slot(Task task) {
      this.task = task;
    }

    private UdpChallenger challenger() {
      return challengers.get(task.challenger());
    }

    void open() throws IOException {
      challenger().expect(token, task.prover().address(), opened::countDown);
      var port = new InetSocketAddress(bed.server(task.challenger()), challenger().port());
      var end = task.character().apply(proverEnd());
      task.prover()
          .namespace()
          .threads("prover")
          .newThread(
              () -> {
                hurry();
                try {
                  new UdpProver(System::nanoTime).drive(end, port);
                } catch (IOException e) {
                  result.completeExceptionally(e);
                }
              })
          .start();
    }

    private SlotEnd proverEnd() {
      long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_SECONDS);
      return task.way() == Way.DOWN
          ? new DownProver(token, giveUp)
          : new UpProver(token, key, Carrier.UDP_IPV4, ANY_RATE, giveUp);
    }

    void awaitOpen() throws IOException, InterruptedException {
      if (!opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("a prover did not come to its challenger");
      }
    }

    void begin(long beginNanos) {
      challenger()
          .begin(
              token,
              prepared(beginNanos),
              how -> {
                endNanos = System.nanoTime();
                result.complete(how);
              });
    }

    private ChallengerEnd prepared(long beginNanos) {
      var terms =
          new SlotTerms(
              token,
              key,
              task.plan().shape(Carrier.UDP_IPV4),
              task.bound(),
              beginNanos + TimeUnit.MILLISECONDS.toNanos(task.after()));
      return task.way() == Way.DOWN ? new DownChallenger(terms) : new UpChallenger(terms, random);
    }
  }

  private String hex(int bytes) {
    var made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
  }

  /**
   * What came of the slots, in the order of their tasks.
   *
   * @param seconds from the begin of the first to the last result
   */
  public record Done(List<SlotResult> results, double seconds) {}

  public Done run(List<Task> tasks) throws IOException {
    var slots = tasks.stream().map(Slot::new).toList();
    try {
      for (var slot : slots) {
        slot.open();
      }
      for (var slot : slots) {
        slot.awaitOpen();
      }
      long begin = System.nanoTime() + LEAD_NANOS;
      slots.forEach(slot -> slot.begin(begin));
      return done(slots, begin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("a slot came to no end: " + e.getMessage(), e);
    }
  }

  private static Done done(List<Slot> slots, long begin)
      throws InterruptedException, ExecutionException, TimeoutException {
    var results = new ArrayList<SlotResult>();
    long end = begin;
    for (var slot : slots) {
      results.add(slot.result.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      end = Math.max(end, slot.endNanos);
    }
    return new Done(results, (end - begin) / 1e9);
  }

  @Override
  public void close() throws IOException {
    for (var challenger : challengers) {
      challenger.close();
    }
  }
}
