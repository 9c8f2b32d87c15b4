package network.lumora.bridge.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why the state is what it is.
 *
 * @param text in English, for the terminal and logs
 * @param until when it ends by itself, if that is known
 */
public record Reason(Code code, String text, @Nullable Instant until) {
  /** The names are seen by callers: add, never rename. */
  public enum Code {
    READY,
    PAUSED_BY_USER,
    FINISHING,
    CAP_DAY,
    CAP_MONTH,
    OUTSIDE_SCHEDULE,
    USER_ACTIVE,
    USER_CALL,
    USER_MEDIA,
    LINE_BUSY,
    YIELDING,
    ON_BATTERY,
    METERED,
    NO_CONSENT,
    STORAGE_FAILED,
    CONNECTING,
    REFUSED,
    COORDINATOR_BLOCKED,
    COORDINATOR_CAP,
    STOPPED
  }
}
