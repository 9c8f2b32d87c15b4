package network.lumora.systemtests.receipts;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.receipt.Chunk;
import network.lumora.proof.receipt.Countersigning;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.ProvidingEnd;
import network.lumora.proof.receipt.ReceivingEnd;
import network.lumora.proof.receipt.Slip;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;

/**
 * What receipts cost a session that fills its line: every byte is hashed at both ends, every window
 * is signed at both ends, and the receipts are carried in binary messages of a WebSocket over TLS.
 *
 * @param bytesPercent receipts and answers, of the bytes of the session
 * @param receiverCpuPercent of one core at 100 Mbit/s, for receipts without the hash of the bytes
 * @param providerCpuPercent likewise
 * @param hashCpuPercent of one core at 100 Mbit/s, for the hash of the bytes at one end; who moves
 *     content or a challenge has it already
 */
public record Overhead(
    double bytesPercent,
    double receiverCpuPercent,
    double providerCpuPercent,
    double hashCpuPercent) {
  /** 100 Mbit/s. */
  private static final double RATE = 12_500_000;

  private static final int CHUNK = 65_536;
  private static final int WINDOWS = 240;

  /**
   * Around a binary message: WebSocket header and mask 8, our frame header 9, TLS 1.3 record 22.
   * TCP and IP come with the bytes of the session as well.
   */
  private static final int MESSAGE_BYTES = 39;

  /** Ten seconds at 100 Mbit/s. */
  public static Overhead measure(Path folder) throws IOException {
    try (var desk = new Desk(folder, 1)) {
      var dialogue = Dialogue.on(desk, desk.line((long) RATE));
      return new Course(desk, dialogue).run();
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
  }

  private static final class Course {
    private final Desk desk;
    private final ReceivingEnd receiving;
    private final ProvidingEnd providing;
    private final byte[] piece = new byte[CHUNK];
    private final Stopwatch receiver = new Stopwatch();
    private final Stopwatch provider = new Stopwatch();
    private final Stopwatch hash = new Stopwatch();
    private long carried;
    private long moved;

    Course(Desk desk, Dialogue dialogue) throws ProtocolException {
      var terms = dialogue.grant.terms();
      this.desk = desk;
      receiving = new ReceivingEnd(terms, Head.of(terms), List.of(), dialogue.receiver);
      providing = new ProvidingEnd(terms, Head.of(terms), Optional.empty(), dialogue.provider);
    }

    Overhead run() throws ProtocolException {
      for (int i = 0; i < WINDOWS; i++) {
        window(i);
      }
      double seconds = moved / RATE;
      return new Overhead(
          100.0 * carried / moved,
          100 * receiver.seconds() / seconds,
          100 * provider.seconds() / seconds,
          100 * hash.seconds() / seconds);
    }

    private void window(int index) throws ProtocolException {
      for (var chunk : chunks()) {
        provider.start();
        providing.sent(chunk);
        provider.stop();
        receiver.start();
        receiving.received(chunk);
        receiver.stop();
      }
      receiver.start();
      var receipt = receiving.sign(Dialogue.times(index * 42L, 42), desk.id());
      var slip = Slip.write(receipt);
      receiver.stop();
      provider.start();
      var answer =
          providing.answer(Slip.read(slip, List.of(receipt.signatures().getFirst().key())));
      provider.stop();
      receiver.start();
      receiving.countersigned(((Countersigning.Signed) answer).receipt());
      receiver.stop();
      carried += slip.length + PublicKey.SIGNATURE_BYTES + 2 * MESSAGE_BYTES;
    }

    private List<Chunk> chunks() {
      var chunks = new ArrayList<Chunk>();
      for (int i = 0; i < Grant.MAX_WINDOW_BYTES / CHUNK; i++) {
        desk.random.nextBytes(piece);
        hash.start();
        chunks.add(Chunk.of(piece));
        hash.stop();
        moved += CHUNK;
      }
      return chunks;
    }
  }

  /** CPU time of this thread, in parts. */
  private static final class Stopwatch {
    private long nanos;
    private long started;

    void start() {
      started = now();
    }

    void stop() {
      nanos += now() - started;
    }

    double seconds() {
      return nanos / 1e9;
    }

    private static long now() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }
}
