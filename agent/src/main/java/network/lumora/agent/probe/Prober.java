package network.lumora.agent.probe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.idle.Probes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends probes over a socket and tells of their echoes. Thread-safe; one thread of its own sleeps
 * until an echo comes.
 */
public final class Prober implements Closeable {
  /** Told of each datagram as the line sees it. */
  @FunctionalInterface
  public interface Counter {
    void passed(Direction direction, int bytes);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
  private static final int LINE_BYTES = ProbeDatagram.BYTES + ProbeDatagram.HEADER_BYTES;

  private final DatagramChannel channel;
  private final Probes probes;
  private final Counter counter;
  private final LongSupplier nanos;
  private final byte[] token = new byte[ProbeDatagram.TOKEN_BYTES];
  private final ByteBuffer out = ByteBuffer.allocateDirect(ProbeDatagram.BYTES);

  private Prober(
      DatagramChannel channel,
      Probes probes,
      Counter counter,
      LongSupplier nanos,
      RandomGenerator secrets) {
    this.channel = channel;
    this.probes = probes;
    this.counter = counter;
    this.nanos = nanos;
    secrets.nextBytes(token);
  }

  /**
   * @param channel connected to a reflector, and blocking; closed with this
   * @param secrets that nobody can guess, so that nobody else answers
   */
  public static Prober start(
      DatagramChannel channel,
      Probes probes,
      Counter counter,
      LongSupplier nanos,
      RandomGenerator secrets) {
    var prober = new Prober(channel, probes, counter, nanos, secrets);
    Thread.ofPlatform().daemon().name("echoes").start(prober::listen);
    return prober;
  }

  /** What the system does not take is lost, as on the way. */
  public synchronized void send(long number) {
    out.clear().put(ProbeDatagram.PROBE).put(token).putLong(number).putLong(0).flip();
    try {
      if (channel.write(out) > 0) {
        counter.passed(Direction.UP, LINE_BYTES);
      }
    } catch (IOException e) {
      LOG.trace("a probe was not sent", e);
    }
  }

  private void listen() {
    var in = ByteBuffer.allocateDirect(2 * ProbeDatagram.BYTES);
    while (channel.isOpen()) {
      try {
        var _ = channel.read(in.clear());
        heard(in.flip());
      } catch (IOException e) {
        LOG.trace("no echo", e);
      }
    }
  }

  private void heard(ByteBuffer in) {
    if (ProbeDatagram.is(ProbeDatagram.ECHO, in) && isOurs(in)) {
      probes.returned(in.getLong(ProbeDatagram.NUMBER), nanos.getAsLong());
      counter.passed(Direction.DOWN, LINE_BYTES);
    }
  }

  private boolean isOurs(ByteBuffer in) {
    int different = 0;
    for (int i = 0; i < token.length; i++) {
      different |= in.get(ProbeDatagram.TOKEN + i) ^ token[i];
    }
    return different == 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
