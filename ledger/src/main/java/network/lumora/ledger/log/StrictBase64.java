package network.lumora.ledger.log;

import java.util.Base64;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;

/** Standard base64 (RFC 4648 section 4) of which only the canonical spelling is read. */
final class StrictBase64 {
  private StrictBase64() {}

  static byte[] decode(String text) throws ProtocolException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "not base64", e);
    }
    throw new ProtocolException(
        ErrorCode.MALFORMED, "not canonical base64: wrong padding or trailing bits");
  }
}
