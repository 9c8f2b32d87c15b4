package network.lumora.protocol.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import org.jspecify.annotations.Nullable;

/**
 * A payload with the signatures of those who stand by it. Immutable.
 *
 * <p>DSSE v1 (github.com/secure-systems-lab/dsse, protocol.md): a signature is over the
 * pre-authentication encoding of type and payload, so the payload is never re-encoded. A second
 * signature on the same envelope is a counter-signature.
 */
public final class Envelope {
  /** A receipt has two; more than four would be somebody filling our disk. */
  public static final int MAX_SIGNATURES = 4;

  private final String payloadType;

  /** The pre-authentication encoding, which ends with the payload: both in one array. */
  private final byte[] encoding;

  private final int payloadLength;
  private final List<Signature> signatures;

  /**
   * @throws IllegalArgumentException if there are more than {@value #MAX_SIGNATURES} signatures or
   *     two by one key
   */
  public Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
    this(payloadType, encode(payloadType, payload), payload.length, signatures);
  }

  private Envelope(
      String payloadType, byte[] encoding, int payloadLength, List<Signature> signatures) {
    if (signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("more than " + MAX_SIGNATURES + " signatures");
    }
    if (signatures.stream().map(Signature::key).distinct().count() != signatures.size()) {
      throw new IllegalArgumentException("two signatures by one key");
    }
    this.payloadType = payloadType;
    this.encoding = encoding;
    this.payloadLength = payloadLength;
    this.signatures = List.copyOf(signatures);
  }

  /** A new envelope with one signature. */
  public static Envelope sign(String payloadType, byte[] payload, Signer signer) {
    return new Envelope(payloadType, payload, List.of()).countersign(signer);
  }

  /** This envelope with one more signature at the end. */
  public Envelope countersign(Signer signer) {
    var all = new ArrayList<>(signatures);
    all.add(new Signature(signer.publicKey(), signer.sign(encoding)));
    return new Envelope(payloadType, encoding, payloadLength, all);
  }

  public String payloadType() {
    return payloadType;
  }

  public byte[] payload() {
    return Arrays.copyOfRange(encoding, encoding.length - payloadLength, encoding.length);
  }

  public List<Signature> signatures() {
    return signatures;
  }

  /**
   * Checks that {@code key} has signed.
   *
   * @throws ProtocolException BAD_SIGNATURE if it has not, or its signature does not verify
   */
  public void requireSignatureOf(PublicKey key) throws ProtocolException {
    for (var signature : signatures) {
      if (signature.key().equals(key)) {
        if (key.verifies(encoding, signature.bytes())) {
          return;
        }
        throw new ProtocolException(
            ErrorCode.BAD_SIGNATURE,
            "signature of " + key.abbreviated() + " does not verify over " + payloadType);
      }
    }
    throw new ProtocolException(
        ErrorCode.BAD_SIGNATURE, "no signature of " + key.abbreviated() + " on " + payloadType);
  }

  /** {@code "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload}, lengths in decimal ASCII. */
  private static byte[] encode(String payloadType, byte[] payload) {
    var type = payloadType.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(payload.length + type.length + 32);
    out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(type);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Envelope that
        && Arrays.equals(encoding, that.encoding)
        && signatures.equals(that.signatures);
  }

  @Override
  public int hashCode() {
    return 31 * signatures.hashCode() + Arrays.hashCode(encoding);
  }
}
