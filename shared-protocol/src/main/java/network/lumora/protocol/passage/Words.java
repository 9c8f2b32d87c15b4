package network.lumora.protocol.passage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.wire.DocumentCodec;

/**
 * What is said on a connection before frames go over it. One thread.
 *
 * @param socket closing it wakes whoever reads or writes
 */
public record Words(InputStream in, OutputStream out, Closeable socket, Pace pace) {
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
   * The next record, header and all.
   *
   * @throws ProtocolException with the other's own words if it is a problem; if it is another than
   *     was expected
   */
  public ByteBuffer hear(RecordKind expected) throws IOException, ProtocolException {
    var record = ByteBuffer.allocate(Records.MAX_BYTES);
    var kind =
        Records.read(in, record)
            .orElseThrow(() -> new EOFException("the other end has closed the connection"));
    pace.came(record.remaining());
    if (kind == RecordKind.PROBLEM) {
      throw problem(body(record));
    }
    if (kind != expected) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER, "expected a record %s, not %s".formatted(expected, kind));
    }
    return record;
  }

  /** Of a whole record. */
  public static byte[] body(ByteBuffer record) {
    var body = new byte[record.limit() - Records.HEADER_BYTES];
    record.get(Records.HEADER_BYTES, body);
    return body;
  }

  static ProtocolException problem(byte[] body) throws ProtocolException {
    var problem = DOCUMENTS.read(body, Problem.class);
    return new ProtocolException(problem.code(), problem.detail());
  }
}
