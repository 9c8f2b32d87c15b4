package network.lumora.protocol.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Messages of streams, as an end that keeps no rules may write them. */
final class Messages {
  private Messages() {}

  private static byte[] written(Consumer<ByteBuffer> writer) {
    var out = ByteBuffer.allocate(MessageBytes.MAX_BYTES);
    writer.accept(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  static byte[] open(int stream, String target) {
    return written(out -> MessageBytes.open(out, stream, target));
  }

  static byte[] data(int stream, long offset, int count) {
    return written(
        out -> MessageBytes.data(out, stream, offset, count, ByteBuffer.allocate(count)));
  }

  static byte[] credit(int stream, long limit) {
    return written(out -> MessageBytes.credit(out, stream, limit));
  }

  static byte[] end(int stream, long offset) {
    return written(out -> MessageBytes.end(out, stream, offset));
  }

  static byte[] reset(int stream, ResetCode code) {
    return written(out -> MessageBytes.reset(out, stream, code));
  }
}
