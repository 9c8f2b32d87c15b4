package network.lumora.bridge.agent;

import java.time.Instant;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/**
 * The line at this moment. What nobody has measured is null.
 *
 * @param capacity what it was last proven to carry
 * @param idle what nobody else uses of that now
 * @param own what this program moves
 * @param other what the line carries beside it; packet headers of our own count here
 */
public record LineNow(
    Instant at, Capacity capacity, Flow idle, Flow own, Flow other, Standing standing) {

  /** Nothing is known. */
  public static LineNow unmeasured(Instant at) {
    return new LineNow(
        at, Capacity.UNKNOWN, Flow.UNKNOWN, Flow.UNKNOWN, Flow.UNKNOWN, Standing.UNMEASURED);
  }

  /**
   * @param challengers who measured it
   * @param grade what the newest test was worth
   */
  public record Capacity(
      @Nullable BytesPerSecond up,
      @Nullable BytesPerSecond down,
      @Nullable Instant provenAt,
      @Nullable Integer challengers,
      @Nullable LineGrade grade) {
    public static final Capacity UNKNOWN = new Capacity(null, null, null, null, null);
  }

  /** Rates of both directions. */
  public record Flow(@Nullable BytesPerSecond up, @Nullable BytesPerSecond down) {
    public static final Flow UNKNOWN = new Flow(null, null);
  }

  /**
   * Whether work may use the line, and why.
   *
   * @param state null while nothing decides it
   * @param text in English, for the terminal and logs
   * @param until when it changes by itself, if that is known
   */
  public record Standing(@Nullable State state, Why why, String text, @Nullable Instant until) {
    public static final Standing UNMEASURED =
        new Standing(null, Why.NOT_MEASURED, "not measured yet", null);
  }

  /** The names are seen by callers: add, never rename. */
  public enum State {
    /** Work uses what is idle. */
    RUN,
    /** Work stays where it is, until it is clear that the line is free. */
    HOLD,
    /** Somebody else uses the line: work gives way. */
    YIELD
  }

  /** The names are seen by callers: add, never rename. */
  public enum Why {
    NOT_MEASURED,
    NO_WORK,
    LINE_QUIET,
    SETTLING,
    OTHER_TRAFFIC,
    DELAY_RISES,
    LOSS,
    USER_HINT,
    NOT_ALLOWED
  }
}
