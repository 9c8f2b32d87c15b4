package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.units.Bytes;

/**
 * What the receiver of a {@link Grant} signs for one more window of bytes, and its provider
 * counter-signs. The counters are cumulative, so the newest one stands for all before it.
 *
 * @param sequence from 1, without gaps
 * @param previousSha256 digest of the payload of the receipt before; of the grant's for the first
 * @param up bytes from provider to receiver since the session began
 * @param down bytes from receiver to provider since the session began
 * @param startedAt of this window, by the coordinator's clock
 * @param endedAt of this window, by the coordinator's clock
 * @param durationMicros of this window, by the receiver's monotonic clock
 * @param nonce fresh from the receiver, so that no window serves twice
 * @param transcriptSha256 a running digest over every byte that went up
 * @param linkId the provider's line, as the grant has it
 * @param minRttMicros the smallest round trip between the two that the receiver has seen; 0 if none
 */
public record WindowReceipt(
    String grantId,
    long sequence,
    Sha256 previousSha256,
    Bytes up,
    Bytes down,
    Instant startedAt,
    Instant endedAt,
    long durationMicros,
    String nonce,
    Sha256 transcriptSha256,
    String linkId,
    long minRttMicros)
    implements Statement {
  /** Sixty seconds: a window ends after one, but a stalled computer may wake late. */
  public static final long MAX_DURATION_MICROS = 60_000_000;

  public WindowReceipt {
    Text.requireId("grantId", grantId);
    Text.requireRange("sequence", sequence, 1, Long.MAX_VALUE);
    Text.requireRange("durationMicros", durationMicros, 0, MAX_DURATION_MICROS);
    Text.requireId("nonce", nonce);
    Text.requireId("linkId", linkId);
    Text.requireRange("minRttMicros", minRttMicros, 0, MAX_DURATION_MICROS);
    if (endedAt.isBefore(startedAt)) {
      throw new IllegalArgumentException("ended before it started");
    }
  }
}
