package network.lumora.ledger.state;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.EpochClosed;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.OrderClosed;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.seal.SealPublicKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;

/**
 * Statements of one log, as its coordinator, one consumer and any agent would make them.
 *
 * <p>A page is worth 1,000 bytes, a refusal 500, and at most 1,000,000 delivered bytes count.
 */
public record Statements(PublicKey coordinator, PublicKey consumer) {
  public static final String ORIGIN = "lumora.test/log";
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  public Genesis genesis(long pool) {
    return new Genesis(
        ORIGIN,
        coordinator,
        new MicroLmr(pool),
        new Bytes(1_000),
        new Bytes(500),
        new Bytes(1_000_000),
        NOON);
  }

  public OrderHead order(int number, int pages) {
    return new OrderHead(
        id(number), consumer, coordinator, sealKey(), pages, Sha256.of("instructions"), NOON);
  }

  public Receipt receipt(int order, int page, PublicKey agent, long delivered) {
    return receipt(order, page, agent, delivered, Outcome.OK);
  }

  public Receipt receipt(int order, int page, PublicKey agent, long delivered, Outcome outcome) {
    return new Receipt(
        new TaskId(id(order), page),
        id(page),
        agent,
        coordinator,
        consumer,
        1,
        outcome,
        outcome == Outcome.OK ? Receipt.NO_CODE : "ROBOTS_DISALLOW",
        new Bytes(300),
        new Bytes(9_000),
        new Bytes(delivered),
        Sha256.of("sealed"),
        NOON,
        NOON.plusSeconds(1));
  }

  public OrderClosed orderClosed(int number) {
    return new OrderClosed(id(number));
  }

  public EpochClosed epochClosed(long epoch) {
    return new EpochClosed(epoch);
  }

  private static SealPublicKey sealKey() {
    byte[] basePoint = new byte[SealPublicKey.LENGTH_BYTES];
    basePoint[0] = 9;
    return SealPublicKey.of(basePoint);
  }

  public static String id(int number) {
    return "%032x".formatted(number);
  }
}
