package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.SealPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer signs to order pages: public in the log, so it names neither page nor field.
 *
 * @param sealTo the key to which agents seal results; the signature keeps a coordinator from
 *     putting in its own
 * @param instructionsSha256 digest of the UTF-8 bytes of the instructions as they were sent
 * @param wishes how soon and from where; null if nothing is wished
 */
public record OrderHead(
    String orderId,
    PublicKey consumer,
    PublicKey coordinator,
    SealPublicKey sealTo,
    int pageCount,
    Sha256 instructionsSha256,
    Instant createdAt,
    @Nullable Wishes wishes)
    implements LedgerStatement {
  /**
   * What one order may hold: 10,000 addresses of ordinary length stay below the order's size limit.
   */
  public static final int MAX_PAGES = 10_000;

  public OrderHead {
    Text.requireId("orderId", orderId);
    Text.requireRange("pageCount", pageCount, 1, MAX_PAGES);
    if (wishes != null && wishes.deadline() != null && !wishes.deadline().isAfter(createdAt)) {
      throw new IllegalArgumentException("the deadline is not after the order was made");
    }
  }

  /** Without wishes. */
  public OrderHead(
      String orderId,
      PublicKey consumer,
      PublicKey coordinator,
      SealPublicKey sealTo,
      int pageCount,
      Sha256 instructionsSha256,
      Instant createdAt) {
    this(orderId, consumer, coordinator, sealTo, pageCount, instructionsSha256, createdAt, null);
  }

  /** What is wished, be it nothing. */
  public Wishes wished() {
    return wishes == null ? Wishes.NONE : wishes;
  }
}
