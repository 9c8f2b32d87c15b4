package network.lumora.systemtests.bench.bandwidth.background;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.service.ProbedLine;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.scraper.fetch.Arrivals;
import network.lumora.scraper.fetch.BodyRule;
import network.lumora.scraper.fetch.Fetcher;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.fetch.Throttle;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Approved;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.page.PageLimits;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Congestion;

/**
 * Ours: the agent's own fetcher, allowance, counters, probes and meter, fetching large pages from a
 * server whose TCP is cubic, in each of its slots one after the other.
 */
public final class Scavenger implements Background {
  private static final int PORT = 9_105;
  private static final int REFLECTOR_PORT = 9_106;

  private final Deque<Closeable> open = new ArrayDeque<>();
  private Timeline own = new Timeline(0);
  private Optional<IdleMeter> meter = Optional.empty();

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public void start(Bed bed, BytesPerSecond proven) throws IOException {
    own = new Timeline(System.nanoTime());
    var address = new InetSocketAddress(bed.server(Congestion.CUBIC), PORT);
    open.push(PageServer.start(bed, address));
    var host = WatchedHost.open(bed, proven);
    open.push(host);
    probe(bed, host);
    meter = Optional.of(host.meter());
    var clock = ArrivalClock.start(own);
    open.push(clock);
    var paced = new Paced(host.allowance(), clock);
    work(bed, approved(address), new Fetcher("Lumora bench", paced, System::nanoTime));
  }

  private void probe(Bed bed, WatchedHost host) throws IOException {
    var address = new InetSocketAddress(bed.server(1), REFLECTOR_PORT);
    open.push(ReflectorPort.start(bed.servers().datagrams(address)));
    var probed =
        new ProbedLine(
            host.meter(),
            host.allowance(),
            _ -> true,
            to -> bed.agent().namespace().run(() -> DatagramChannel.open().connect(to)),
            System::nanoTime,
            new SecureRandom());
    open.push(probed::close);
    probed.answered(address);
    host.meter().reflector(probed);
  }

  private static Approved approved(InetSocketAddress address) {
    var authority = address.getAddress().getHostAddress() + ":" + address.getPort();
    var guard =
        new Guard(
            new HttpUrls(),
            Optional::of,
            () -> NetworkView.NOTHING,
            new DevelopmentDestinations(Set.of(authority)));
    var admitted = (Admitted) guard.admit("http://" + authority + "/");
    return (Approved) guard.approve(admitted, List.of(address.getAddress()));
  }

  private void work(Bed bed, Approved page, Fetcher fetcher) {
    open.push(fetcher::close);
    for (int slot = 0; slot < WatchedHost.SLOTS; slot++) {
      var thread = worker(bed, page, fetcher);
      thread.start();
      open.push(() -> end(thread));
    }
  }

  private static Thread worker(Bed bed, Approved page, Fetcher fetcher) {
    return bed.agent()
        .namespace()
        .threads("scavenger")
        .newThread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                var _ = fetcher.fetch(page, PageLimits.HARD, BodyRule.PAGE);
              }
            });
  }

  private static void end(Thread thread) throws IOException {
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The meter of the present run. */
  public Optional<IdleMeter> meter() {
    return meter;
  }

  @Override
  public void stop() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Override
  public Timeline own() {
    return own;
  }

  /** As the agent meters a page. */
  private record Paced(Allowance allowance, ArrivalClock clock) implements Throttle {
    @Override
    public void awaitDown(int bytes) throws InterruptedIOException {
      clock.read(bytes);
      allowance.moveDown(bytes);
    }

    @Override
    public void awaitUp(int bytes) throws InterruptedIOException {
      allowance.moveUp(bytes);
    }

    @Override
    public int chunkBytes() {
      return allowance.chunkBytes(Direction.DOWN);
    }

    @Override
    public int windowBytes(long roundTripNanos) {
      return allowance.windowBytes(roundTripNanos);
    }

    @Override
    public void opened(Arrivals arrivals) {
      clock.opened(arrivals);
      allowance.opened(new Connection(arrivals));
    }

    @Override
    public void closed(Arrivals arrivals, int leftBytes) {
      clock.closed(arrivals);
      allowance.closed(new Connection(arrivals), leftBytes);
    }
  }

  private record Connection(Arrivals arrivals) implements Inflow {
    @Override
    public int waitingBytes() {
      return arrivals.waitingBytes();
    }
  }
}
