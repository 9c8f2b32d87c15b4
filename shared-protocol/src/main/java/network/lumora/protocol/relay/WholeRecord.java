package network.lumora.protocol.relay;

import java.nio.ByteBuffer;

/**
 * A record that has come.
 *
 * @param bytes header and all, from 0; shared
 */
public record WholeRecord(RecordKind kind, ByteBuffer bytes) {
  public byte[] body() {
    var body = new byte[bytes.limit() - Records.HEADER_BYTES];
    bytes.get(Records.HEADER_BYTES, body);
    return body;
  }
}
