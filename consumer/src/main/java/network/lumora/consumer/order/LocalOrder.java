package network.lumora.consumer.order;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import network.lumora.consumer.keys.Keys;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/**
 * An order as its consumer signed it, with what is needed to check what comes back. Immutable.
 *
 * @param url of the coordinator
 * @param request as it is sent
 */
public record LocalOrder(
    String url, OrderRequest request, OrderHead head, Instructions instructions) {

  /** Signs a new order. */
  public static LocalOrder sign(
      String url,
      PublicKey coordinator,
      Instructions instructions,
      Wishes wishes,
      Keys keys,
      RandomGenerator secureRandom,
      Instant now) {
    var text = new DocumentCodec().write(instructions);
    var id = new byte[16];
    secureRandom.nextBytes(id);
    var head =
        new OrderHead(
            HexFormat.of().formatHex(id),
            keys.publicKey(),
            coordinator,
            keys.seal().publicKey(),
            instructions.pages().size(),
            Sha256.of(text),
            now,
            wishes.equals(Wishes.NONE) ? null : wishes);
    var envelope = new StatementCodec().sign(head, keys.identity());
    return new LocalOrder(url, new OrderRequest(envelope, text), head, instructions);
  }

  /**
   * Reads an order that was remembered.
   *
   * @throws ProtocolException if it is not what its consumer signed
   */
  static LocalOrder of(StoredOrder stored) throws ProtocolException {
    var head = new StatementCodec().read(stored.head(), OrderHead.class);
    stored.head().requireSignatureOf(head.consumer());
    if (!Sha256.of(stored.instructions()).equals(head.instructionsSha256())) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "the instructions are not those that the head signs");
    }
    return new LocalOrder(
        stored.url(),
        new OrderRequest(stored.head(), stored.instructions()),
        head,
        new DocumentCodec().read(stored.instructions(), Instructions.class));
  }

  StoredOrder stored() {
    return new StoredOrder(url, request.head(), request.instructions());
  }

  public String id() {
    return head.orderId();
  }

  /** The order's digest in the context of every seal. */
  public Sha256 sha256() {
    return Sha256.of(request.head().payload());
  }
}
