package network.lumora.protocol.passage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.relay.Stream;

/** A connection and a stream, of which each gets what the other says. */
public final class Crossing {
  private final Connection connection;
  private final TalkStream stream;
  private final ResetCode ifItBreaks;
  private final Consumer<ResetCode> owner;
  private final PumpThreads threads;
  private boolean told;

  /**
   * @param ifItBreaks what the other end hears if the connection does
   * @param owner told if the stream is reset, before the connection is closed; whoever is at its
   *     other end hears only that it has ended
   */
  public Crossing(
      Connection connection,
      TalkStream stream,
      ResetCode ifItBreaks,
      Consumer<ResetCode> owner,
      PumpThreads threads) {
    this.connection = connection;
    this.stream = stream;
    this.ifItBreaks = ifItBreaks;
    this.owner = owner;
    this.threads = threads;
  }

  /**
   * Returns when both directions are over, which they are once the stream is reset.
   *
   * @param first what had come on the connection before
   */
  public void carry(ByteBuffer first) throws InterruptedException {
    stream.whenReset(this::reset);
    var back = threads.start("crossing-back", this::back);
    try {
      forth(first);
    } finally {
      back.join();
    }
  }

  private void forth(ByteBuffer first) throws InterruptedException {
    try {
      stream.write(first);
      var piece = new Piece();
      for (var bytes = piece.next(); connection.read(bytes) >= 0; bytes = piece.next()) {
        stream.write(bytes.flip());
      }
      stream.end();
    } catch (StreamResetException e) {
      reset(e.code());
    } catch (IOException e) {
      stream.reset(ifItBreaks);
    }
  }

  private void back() {
    try {
      var piece = new Piece(connection.mostBytes());
      for (var bytes = piece.next();
          stream.read(bytes, connection) != Stream.END;
          bytes = piece.next()) {
        connection.write(bytes.flip());
      }
      connection.endOutput();
    } catch (StreamResetException e) {
      reset(e.code());
    } catch (IOException e) {
      stream.reset(ifItBreaks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Wakes who waits for the connection. From any thread; who comes second waits for the first. */
  private synchronized void reset(ResetCode code) {
    if (told) {
      return;
    }
    told = true;
    owner.accept(code);
    try {
      connection.close();
    } catch (IOException e) {
      // It is gone, which was the aim.
    }
  }
}
