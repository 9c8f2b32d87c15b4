package network.lumora.bridge.agent;

import java.time.Instant;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One task that went through this machine's line, or was blocked before.
 *
 * @param trust the coordinator's, when it happened
 * @param purpose as the coordinator stated it
 * @param site the registrable domain
 * @param host never with path or query
 * @param code says more about the outcome, NONE if there is no more
 * @param rule that allowed or blocked it
 * @param sequence of its receipt, null if it made none
 * @param receipt what became of the receipt: a word, then detail for people
 */
public record JournalRow(
    long number,
    Instant at,
    String coordinator,
    @Nullable String coordinatorName,
    String trust,
    String consumer,
    Kind kind,
    @Nullable String purpose,
    Category category,
    String task,
    String site,
    String host,
    Bytes up,
    Bytes down,
    Outcome outcome,
    String code,
    @Nullable String rule,
    @Nullable Long sequence,
    String receipt) {

  public enum Kind {
    SCRAPE,
    RELAY,
    /** Bytes that only measure the line. */
    LINE_TEST
  }

  /** The names are seen by callers: add, never rename. */
  public enum Outcome {
    OK,
    REFUSED,
    FAILED,
    STOPPED,
    BLOCKED
  }
}
