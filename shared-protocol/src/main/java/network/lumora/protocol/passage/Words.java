package network.lumora.protocol.passage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.RecordReader;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.relay.WholeRecord;
import network.lumora.protocol.wire.DocumentCodec;

/**
 * What is said on a connection before frames go over it. One thread.
 *
 * @param in of {@code line}
 * @param line closing it wakes whoever reads or writes
 */
public record Words(RecordReader in, SocketChannel line, Pace pace) {
  private static final DocumentCodec DOCUMENTS = new DocumentCodec();

  /** Sends a whole record, which it gives. */
  public ByteBuffer say(RecordKind kind, byte[] body) throws IOException {
    var record = ByteBuffer.allocate(Records.HEADER_BYTES + body.length);
    Records.begin(kind, body.length, record);
    record.put(body).flip();
    pace.goes(record.remaining());
    write(record.duplicate());
    return record;
  }

  public ByteBuffer say(RecordKind kind, Record document) throws IOException {
    return say(kind, DOCUMENTS.writeBytes(document));
  }

  /** Writes whole records, and waits until all is written. Also from several threads. */
  public void write(List<ByteBuffer> records) throws IOException {
    var all = records.toArray(ByteBuffer[]::new);
    synchronized (line) {
      while (all[all.length - 1].hasRemaining()) {
        var _ = line.write(all);
      }
    }
  }

  /** As above, for one. */
  void write(ByteBuffer record) throws IOException {
    synchronized (line) {
      while (record.hasRemaining()) {
        var _ = line.write(record);
      }
    }
  }

  /** Says why the connection ends; whether it arrives is not known. */
  public void complain(ProtocolException problem) {
    try {
      var detail = String.valueOf(problem.getMessage());
      say(
          RecordKind.PROBLEM,
          new Problem(problem.code(), detail.substring(0, Math.min(detail.length(), 500))));
    } catch (IOException e) {
      // Nobody listens any more.
    }
  }

  /**
   * The next record, which holds until another is heard.
   *
   * @throws ProtocolException with the other's own words if it is a problem; if it is another than
   *     was expected
   */
  public WholeRecord hear(RecordKind expected) throws IOException, ProtocolException {
    var heard =
        in.next().orElseThrow(() -> new EOFException("the other end has closed the connection"));
    pace.came(heard.bytes().remaining());
    if (heard.kind() == RecordKind.PROBLEM) {
      throw problem(heard.body());
    }
    if (heard.kind() != expected) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER, "expected a record %s, not %s".formatted(expected, heard.kind()));
    }
    return heard;
  }

  static ProtocolException problem(byte[] body) throws ProtocolException {
    var problem = DOCUMENTS.read(body, Problem.class);
    return new ProtocolException(problem.code(), problem.detail());
  }
}
