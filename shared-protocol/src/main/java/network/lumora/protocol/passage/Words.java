package network.lumora.protocol.passage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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
 * @param socket closing it wakes whoever reads or writes
 */
public record Words(RecordReader in, OutputStream out, Closeable socket, Pace pace) {
  private static final DocumentCodec DOCUMENTS = new DocumentCodec();

  /** Sends a whole record, which it gives. */
  public ByteBuffer say(RecordKind kind, byte[] body) throws IOException {
    var record = ByteBuffer.allocate(Records.HEADER_BYTES + body.length);
    Records.begin(kind, body.length, record);
    record.put(body).flip();
    pace.goes(record.remaining());
    out.write(record.array());
    out.flush();
    return record;
  }

  public ByteBuffer say(RecordKind kind, Record document) throws IOException {
    return say(kind, DOCUMENTS.writeBytes(document));
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
