package network.lumora.consumer.relay;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import network.lumora.protocol.passage.PumpThreads;
import network.lumora.protocol.passage.StreamResetException;
import network.lumora.protocol.passage.TalkStream;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.relay.Stream;

/** A local connection and a stream, of which each gets what the other says. */
final class Crossing {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket socket;
  private final TalkStream stream;
  private final Consumer<String> owner;
  private final PumpThreads threads;

  /**
   * @param owner told in words if the stream is reset; its program hears only that its connection
   *     ended
   */
  Crossing(Socket socket, TalkStream stream, Consumer<String> owner, PumpThreads threads) {
    this.threads = threads;
    this.socket = socket;
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
      socket.close();
    } catch (IOException e) {
      stream.reset(ResetCode.CANCELLED);
      throw e;
    } finally {
      back.join();
    }
  }

  private void forth() throws IOException, InterruptedException {
    var bytes = new byte[BUFFER_BYTES];
    var in = socket.getInputStream();
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      stream.write(ByteBuffer.wrap(bytes, 0, count));
    }
    stream.end();
  }

  private void back() {
    try {
      var bytes = ByteBuffer.allocate(BUFFER_BYTES);
      var out = socket.getOutputStream();
      while (stream.read(bytes.clear()) != Stream.END) {
        out.write(bytes.array(), 0, bytes.position());
      }
      socket.shutdownOutput();
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
      socket.close();
    } catch (IOException e) {
      // It is gone, which was the aim.
    }
  }
}
