package network.lumora.protocol.relay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.FrameOpener;
import network.lumora.protocol.seal.FrameSealer;

/** What an end of one passage seals and opens frames with. One thread each. */
public record PassageKeys(FrameSealer sealer, FrameOpener opener) {
  private static final byte[] LABEL = "lumora-relay-v1".getBytes(StandardCharsets.US_ASCII);

  /** What the secret is sealed with: {@code lumora-relay-v1}, digest of the call, callee's key. */
  static byte[] context(Sha256 call, PublicKey callee) {
    return bytes(call.bytes(), callee.bytes());
  }

  /** What the frames belong to: {@code lumora-relay-v1}, digests of call and answer. */
  static byte[] binding(Sha256 call, Sha256 answer) {
    return bytes(call.bytes(), answer.bytes());
  }

  private static byte[] bytes(byte[] one, byte[] other) {
    var out = new ByteArrayOutputStream(LABEL.length + one.length + other.length);
    out.writeBytes(LABEL);
    out.writeBytes(one);
    out.writeBytes(other);
    return out.toByteArray();
  }
}
