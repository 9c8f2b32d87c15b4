package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.SealPublicKey;

/**
 * What a consumer signs to order pages: public in the log, so it names neither page nor field.
 *
 * @param sealTo the key to which agents seal results; the signature keeps a coordinator from
 *     putting in its own
 * @param instructionsSha256 digest of the UTF-8 bytes of the instructions as they were sent
 */
public record OrderHead(
    String orderId,
    PublicKey consumer,
    PublicKey coordinator,
    SealPublicKey sealTo,
    int pageCount,
    Sha256 instructionsSha256,
    Instant createdAt)
    implements LedgerStatement {
  /**
   * What one order may hold: 10,000 addresses of ordinary length stay below the order's size limit.
   */
  public static final int MAX_PAGES = 10_000;

  public OrderHead {
    Text.requireId("orderId", orderId);
    Text.requireRange("pageCount", pageCount, 1, MAX_PAGES);
  }
}
