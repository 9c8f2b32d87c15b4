package network.lumora.proof.receipt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.wire.StatementCodec;

/**
 * A window's receipt between the two ends, as short as it can be: both know the type and the keys.
 *
 * <pre>
 *  0        2          2+n
 *  | n      | payload  | signature (64) …      big-endian; the provider answers with its 64 bytes
 * </pre>
 *
 * The coordinator gets it as an envelope in JSON, which can be rebuilt from this byte for byte.
 */
public final class Slip {
  /** Three times what a receipt has. */
  private static final int MAX_PAYLOAD_BYTES = 1_500;

  private static final String TYPE = StatementCodec.payloadType(WindowReceipt.class);

  private Slip() {}

  public static byte[] write(Envelope receipt) {
    var payload = receipt.payload();
    var signatures = receipt.signatures();
    var out =
        ByteBuffer.allocate(
            Short.BYTES + payload.length + signatures.size() * PublicKey.SIGNATURE_BYTES);
    out.putShort((short) payload.length).put(payload);
    signatures.forEach(signature -> out.put(signature.bytes()));
    return out.array();
  }

  /**
   * @param signers whose signatures follow the payload, in order
   * @throws ProtocolException MALFORMED if it is not that long
   */
  public static Envelope read(byte[] bytes, List<PublicKey> signers) throws ProtocolException {
    var in = ByteBuffer.wrap(bytes);
    int length = bytes.length < Short.BYTES ? 0 : Short.toUnsignedInt(in.getShort());
    int expected = Short.BYTES + length + signers.size() * PublicKey.SIGNATURE_BYTES;
    if (length < 1 || length > MAX_PAYLOAD_BYTES || bytes.length != expected) {
      throw new ProtocolException(
          ErrorCode.MALFORMED,
          "not a receipt with %d signatures: %d bytes".formatted(signers.size(), bytes.length));
    }
    var payload = new byte[length];
    in.get(payload);
    var signatures = new ArrayList<Signature>();
    for (var signer : signers) {
      var signature = new byte[PublicKey.SIGNATURE_BYTES];
      in.get(signature);
      signatures.add(new Signature(signer, signature));
    }
    return new Envelope(TYPE, payload, signatures);
  }
}
