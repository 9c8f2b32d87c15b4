package network.lumora.consumer.http;

import java.io.IOException;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import okhttp3.Response;

/** A whole body of limited size. */
final class Body {
  private Body() {}

  /** Reads and closes. */
  static byte[] read(Response response, int maxBytes) throws IOException, ProtocolException {
    try (response) {
      var bytes = response.body().byteStream().readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ProtocolException(
            ErrorCode.TOO_LARGE, "the coordinator's answer has more than " + maxBytes + " bytes");
      }
      return bytes;
    }
  }
}
