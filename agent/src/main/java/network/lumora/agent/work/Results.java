package network.lumora.agent.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.seal.Seal;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.SealPublicKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.wire.DocumentCodec;

/** Seals what came of a page to its consumer. Thread-safe. */
final class Results {
  /** What PROTOCOL.md allows a sealed result. */
  static final int MAX_SEALED_BYTES = 4 * 1024 * 1024;

  static final String TOO_LARGE = "DOCUMENT_TOO_LARGE";

  /** Below, one piece; above, segments, so that memory holds few of them. */
  private static final int DIRECT_BYTES = 64 * 1024;

  /** What was sealed, which may say less than what was fetched. */
  record SealedResult(PageDone.Finished done, Sealed sealed) {}

  private final DocumentCodec codec = new DocumentCodec();

  /** A result that is too large to deliver becomes the refusal that says so. */
  SealedResult seal(PageDone.Finished done, String url, Lease lease, SealPublicKey to) {
    var sealed = sealed(done, url, lease, to);
    long most = Math.min(MAX_SEALED_BYTES, lease.maxDelivered().count());
    if (sealed.length() <= most) {
      return new SealedResult(done, sealed);
    }
    var refusal =
        new PageDone.Finished(
            Outcome.REFUSED, TOO_LARGE, "the result has more than " + most + " bytes", null);
    return new SealedResult(refusal, sealed(refusal, url, lease, to));
  }

  private Sealed sealed(PageDone.Finished done, String url, Lease lease, SealPublicKey to) {
    var result =
        new PageResult(
            lease.taskId(), url, done.outcome(), done.code(), done.detail(), done.page());
    var context = OfferCheck.context(lease, SealContext.Direction.RESULT).bytes();
    var plain = codec.writeBytes(result);
    return Sealed.of(
        plain.length <= DIRECT_BYTES
            ? Seal.seal(to, plain, context)
            : streamed(plain, to, context));
  }

  private static byte[] streamed(byte[] plain, SealPublicKey to, byte[] context) {
    var out = new ByteArrayOutputStream(plain.length + plain.length / 1_000 + 256);
    try {
      Seal.seal(to, new ByteArrayInputStream(plain), out, context);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
