package network.lumora.consumer.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import network.lumora.protocol.passage.Piece;
import network.lumora.protocol.passage.PumpThreads;
import network.lumora.protocol.passage.StreamResetException;
import network.lumora.protocol.passage.TalkStream;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.relay.Stream;

/** A local connection and a stream, of which each gets what the other says. */
final class Crossing {
  private final ProgramLine program;
  private final TalkStream stream;
  private final Consumer<String> owner;
  private final PumpThreads threads;

  /**
   * @param owner told in words if the stream is reset; its program hears only that its connection
   *     ended
   */
  Crossing(ProgramLine program, TalkStream stream, Consumer<String> owner, PumpThreads threads) {
    this.threads = threads;
    this.program = program;
    this.stream = stream;
    this.owner = owner;
  }

  /**
   * Returns when both directions are over.
   *
   * @param first what had come on the connection before
   */
  void carry(ByteBuffer first) throws IOException, InterruptedException {
    var back = threads.start("crossing-back", this::back);
    try {
      stream.write(first);
      forth();
    } catch (StreamResetException e) {
      refused(e);
      program.close();
    } catch (IOException e) {
      stream.reset(ResetCode.CANCELLED);
      throw e;
    } finally {
      back.join();
    }
  }

  private void forth() throws IOException, InterruptedException {
    var piece = new Piece();
    for (var bytes = piece.next(); program.read(bytes) >= 0; bytes = piece.next()) {
      stream.write(bytes.flip());
    }
    stream.end();
  }

  private void back() {
    try {
      var piece = new Piece();
      for (var bytes = piece.next();
          stream.read(bytes, program) != Stream.END;
          bytes = piece.next()) {
        program.write(bytes.flip());
      }
      program.endOutput();
    } catch (StreamResetException e) {
      refused(e);
      close();
    } catch (IOException e) {
      stream.reset(ResetCode.CANCELLED);
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refused(StreamResetException e) {
    if (e.code() != ResetCode.CANCELLED) {
      owner.accept(ProxyAnswer.words(stream.target(), e.code()));
    }
  }

  /** Wakes the other direction, which ends the connection. */
  private void close() {
    try {
      program.close();
    } catch (IOException e) {
      // It is gone, which was the aim.
    }
  }
}
