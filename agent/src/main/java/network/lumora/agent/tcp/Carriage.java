package network.lumora.agent.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import network.lumora.agent.allowance.StoppedException;
import network.lumora.agent.relay.Carrying;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.proof.relay.ProviderToll;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import network.lumora.protocol.passage.PumpThreads;
import network.lumora.protocol.passage.Words;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.relay.WholeRecord;
import org.jspecify.annotations.Nullable;

/**
 * Carries records between two parties, of which one pays: what has come goes on before more is
 * read, so that whoever sends faster than the other reads is held up by its own connection.
 */
final class Carriage implements Carrying {
  private final RelayDesk desk;
  private final Relay relay;
  private final ProviderToll toll;
  private final PumpThreads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signed = lock.newCondition();
  private boolean over;
  private volatile @Nullable Words payerWords;
  private volatile @Nullable Words otherWords;
  private @Nullable Exception fault;

  Carriage(RelayDesk desk, Relay relay, PumpThreads threads) {
    this.threads = threads;
    this.desk = desk;
    this.relay = relay;
    this.toll =
        new ProviderToll(
            relay.terms(), desk.parts().identity(), receipt -> desk.signed(relay, receipt));
  }

  /** Returns when the relay is over. */
  void payerCame(Words payer) throws IOException, ProtocolException, InterruptedException {
    try {
      payerWords = payer;
      relay.carriedBy(this);
      var other = relay.meeting().awaitOther();
      otherWords = other;
      payer.line().socket().setSoTimeout(0);
      var up = threads.start("relay-up", () -> up(other, payer));
      try {
        down(payer, other);
      } catch (ProtocolException e) {
        desk.broken(relay, e);
        throw e;
      } finally {
        end();
        other.line().close();
        up.join();
      }
      rethrow();
    } catch (ProtocolException e) {
      desk.end(relay, RelayEnd.BROKEN);
      throw e;
    } catch (StoppedException e) {
      desk.end(relay, RelayEnd.STOPPED);
      throw e;
    } finally {
      desk.end(relay, RelayEnd.DONE);
    }
  }

  @Override
  public boolean isUsedUp() {
    return toll.isUsedUp();
  }

  /** Its parties see to their streams. */
  @Override
  public void tick() {}

  @Override
  public void expire(ProtocolException why) {
    tell(otherWords, why);
    tell(payerWords, why);
  }

  private static void tell(@Nullable Words words, ProtocolException why) {
    if (words != null) {
      words.complain(why);
    }
  }

  private void rethrow() throws ProtocolException, StoppedException {
    lock.lock();
    try {
      switch (fault) {
        case ProtocolException e -> throw e;
        case StoppedException e -> throw e;
        case null, default -> {}
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      over = true;
      signed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void down(Words payer, Words other) throws IOException, ProtocolException {
    var onward = new Onward(other);
    for (var record = next(payer); record.isPresent(); record = next(payer)) {
      if (record.get().kind().isCarried()) {
        received(record.get().bytes());
        carry(record.get(), onward, payer);
      } else {
        onward.write();
        heard(record.get().kind(), record.get().body());
        answer(payer);
      }
    }
  }

  private static Optional<WholeRecord> next(Words from) throws IOException, ProtocolException {
    var record = from.in().next();
    if (record.isPresent()) {
      from.pace().came(record.get().bytes().limit());
    }
    return record;
  }

  private static void carry(WholeRecord record, Onward onward, Words from)
      throws IOException, ProtocolException {
    onward.add(record.bytes());
    if (onward.isFull() || !from.in().hasNext()) {
      onward.write();
    }
  }

  private void received(ByteBuffer record) throws ProtocolException {
    lock.lock();
    try {
      toll.received(record);
    } finally {
      lock.unlock();
    }
  }

  private void heard(RecordKind kind, byte[] body) throws ProtocolException {
    lock.lock();
    try {
      toll.heard(kind, body);
      signed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void answer(Words payer) throws IOException {
    var slip = due();
    if (slip.isPresent()) {
      var body = slip.get();
      var record = ByteBuffer.allocate(Records.HEADER_BYTES + body.remaining());
      Records.begin(RecordKind.SIGNATURE, body.remaining(), record);
      var signature = new Onward(payer);
      signature.add(record.put(body).flip());
      signature.write();
    }
  }

  private Optional<ByteBuffer> due() {
    lock.lock();
    try {
      return toll.due(false).map(slip -> slip.body());
    } finally {
      lock.unlock();
    }
  }

  /** The top of the other direction's thread; whatever ends it ends the relay. */
  private void up(Words other, Words payer) {
    try {
      carryUp(other, payer);
    } catch (ProtocolException e) {
      failed(e);
      desk.broken(relay, e);
    } catch (IOException | RuntimeException e) {
      failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(payer);
    }
  }

  private void failed(Exception e) {
    lock.lock();
    try {
      fault = e;
    } finally {
      lock.unlock();
    }
  }

  private void close(Words words) {
    try {
      words.line().close();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void carryUp(Words other, Words payer)
      throws IOException, ProtocolException, InterruptedException {
    var onward = new Onward(payer);
    for (var record = next(other); record.isPresent(); record = next(other)) {
      if (!record.get().kind().isCarried()) {
        throw new ProtocolException(
            ErrorCode.OUT_OF_ORDER, "who does not pay has nothing to say but frames");
      }
      var bytes = record.get().bytes();
      if (!sent(bytes)) {
        onward.write();
        if (!awaitSent(bytes)) {
          return;
        }
      }
      carry(record.get(), onward, other);
    }
  }

  /** Whether the payer has signed for enough already. */
  private boolean sent(ByteBuffer record) {
    lock.lock();
    try {
      boolean may = !over && toll.maySend(record.remaining());
      if (may) {
        toll.sent(record);
      }
      return may;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the payer has signed for enough; false if it will not any more. */
  private boolean awaitSent(ByteBuffer record) throws InterruptedException {
    lock.lock();
    try {
      while (!over && !toll.maySend(record.remaining())) {
        signed.await();
      }
      if (!over) {
        toll.sent(record);
      }
      return !over;
    } finally {
      lock.unlock();
    }
  }
}
