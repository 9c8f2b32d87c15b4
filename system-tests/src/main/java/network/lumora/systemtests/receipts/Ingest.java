package network.lumora.systemtests.receipts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.lumora.coordinator.settle.Taken;
import network.lumora.coordinator.settle.WindowDesk;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.wire.DocumentCodec;

/**
 * How fast a coordinator takes receipts: JSON read, two signatures verified, every rule asked, on
 * the disk when the answer goes out. They lie ten seconds apart, as agents hand them in.
 */
public final class Ingest implements AutoCloseable {
  private static final int SENDERS = 16;
  private static final int WINDOWS = 2 * WindowDesk.MAX_BATCH;
  private static final long RATE = 12_500_000;

  private final Desk desk;
  private final DocumentCodec documents = new DocumentCodec();

  public Ingest(Path folder) throws IOException {
    desk = new Desk(folder, 13);
  }

  /**
   * Doubly signed receipts for each second of wall time.
   *
   * @param sessions each with 80 receipts, made and signed before the time is taken
   */
  public double perSecond(int sessions) throws IOException, InterruptedException {
    var batches = new ArrayList<List<byte[]>>();
    try {
      for (int i = 0; i < sessions; i++) {
        batches.addAll(session());
      }
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
    long before = System.nanoTime();
    take(batches);
    double seconds = (System.nanoTime() - before) / 1e9;
    return (double) sessions * WINDOWS / seconds;
  }

  /** In the order in which they must be taken. */
  private List<List<byte[]>> session() throws IOException, ProtocolException {
    var dialogue = Dialogue.on(desk, desk.line(RATE));
    var receipts = new ArrayList<byte[]>();
    for (int i = 0; i < WINDOWS; i++) {
      var receipt = dialogue.invented(500_000, Dialogue.times(i * 10_000L, 42));
      receipts.add(documents.writeBytes(receipt));
    }
    return List.of(
        receipts.subList(0, WindowDesk.MAX_BATCH), receipts.subList(WindowDesk.MAX_BATCH, WINDOWS));
  }

  private void take(List<List<byte[]>> batches) throws IOException, InterruptedException {
    try (var senders = Executors.newFixedThreadPool(SENDERS, Thread.ofVirtual().factory())) {
      var taken = new ArrayList<Future<Integer>>();
      for (int i = 0; i < batches.size(); i += 2) {
        var session = List.of(batches.get(i), batches.get(i + 1));
        taken.add(senders.submit(of(session)));
      }
      for (var each : taken) {
        if (each.get() != WINDOWS) {
          throw new IllegalStateException("honest receipts do not count");
        }
      }
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  private Callable<Integer> of(List<List<byte[]>> session) {
    return () -> {
      int counted = 0;
      for (var batch : session) {
        var receipts = new ArrayList<Envelope>();
        for (var bytes : batch) {
          receipts.add(documents.readEnvelope(bytes));
        }
        var taken = desk.take(Dialogue.at(1_000_000), receipts);
        counted += (int) taken.stream().filter(Taken.Counts.class::isInstance).count();
      }
      return counted;
    };
  }

  @Override
  public void close() throws IOException {
    desk.close();
  }
}
