package network.lumora.proof.receipt;

import java.time.Instant;
import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.units.Bytes;

/**
 * What one receipt adds, whichever form it has: so many bytes of one session in a stretch of time.
 * A task's receipt is the only window of its session.
 *
 * @param linkId the provider's line, if it is known
 * @param up in this stretch alone
 * @param down in this stretch alone
 */
public record Claim(Optional<String> linkId, Bytes up, Bytes down, Instant from, Instant to) {

  /**
   * @param before the newest receipt of the session that counted, or its beginning
   */
  public static Claim of(Terms terms, Head before, WindowReceipt receipt) {
    boolean isNext = receipt.sequence() == before.sequence() + 1;
    return new Claim(
        terms.linkId(),
        minus(receipt.up(), before.up()),
        minus(receipt.down(), before.down()),
        isNext ? receipt.startedAt() : earlier(before.endedAt(), receipt.endedAt()),
        receipt.endedAt());
  }

  /**
   * Counts what went between agent and source while the task ran: told, and never paid for. What
   * was delivered went over the line at another time, when the coordinator counted it itself.
   *
   * @param linkId the agent's line, if it is known
   */
  public static Claim of(Receipt receipt, Optional<String> linkId) {
    return new Claim(
        linkId, receipt.sourceUp(), receipt.sourceDown(), receipt.startedAt(), receipt.endedAt());
  }

  /** The same on the line that the provider is known to have now; on its own one if none is. */
  public Claim on(Optional<String> line) {
    return line.isEmpty() ? this : new Claim(line, up, down, from, to);
  }

  /**
   * A slot of a challenge, which its challenger has recorded and its prover confirmed: payload
   * only, so a little less than went over the line.
   *
   * @param linkId the prover's line, if it is known
   * @param arrived when the record came, by the coordinator's clock; the slot had ended
   */
  public static Claim of(SlotRecord record, Optional<String> linkId, Instant arrived) {
    boolean isUp = record.direction() == ChallengeDirection.UP;
    return new Claim(
        linkId,
        isUp ? record.bytes() : Bytes.NONE,
        isUp ? Bytes.NONE : record.bytes(),
        earlier(record.startedAt(), arrived),
        arrived);
  }

  private static Bytes minus(Bytes more, Bytes less) {
    return new Bytes(more.count() - less.count());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
