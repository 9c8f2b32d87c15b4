package network.lumora.protocol.destination;

import java.time.Instant;
import network.lumora.protocol.message.ControlMethod;

/** Judges whether what was found at a site proves control of it. Pure. */
public final class ControlRule {
  /** A line and what an editor may leave around it; a page for everything has more. */
  public static final int MAX_FILE_BYTES = 1_024;

  /** Names with more are not read; few have more than ten. */
  public static final int MAX_TXT_RECORDS = 64;

  private static final int OK = 200;

  private ControlRule() {}

  public static Control judge(ControlToken token, Evidence evidence, Instant now) {
    if (!now.isBefore(token.expiresAt())) {
      return new Control.Missing("the token has expired: ask for a new one");
    }
    return switch (evidence) {
      case Evidence.TxtRecords records -> txt(token, records);
      case Evidence.File(int status, String body) -> file(token, status, body);
    };
  }

  private static Control txt(ControlToken token, Evidence.TxtRecords records) {
    if (records.texts().size() > MAX_TXT_RECORDS) {
      return new Control.Missing(
          "%s has more than %d TXT records".formatted(token.dnsName(), MAX_TXT_RECORDS));
    }
    return records.texts().contains(token.line())
        ? new Control.Proven(ControlMethod.DNS_TXT)
        : new Control.Missing(
            "none of the %d TXT records of %s is %s"
                .formatted(records.texts().size(), token.dnsName(), token.line()));
  }

  /**
   * An answer that only contains the line somewhere could be one that repeats what it was asked.
   */
  private static Control file(ControlToken token, int status, String body) {
    if (status != OK) {
      return new Control.Missing(
          "https://%s%s answers %d, expected was 200"
              .formatted(token.host(), token.path(), status));
    }
    return body.length() <= MAX_FILE_BYTES && body.strip().equals(token.line())
        ? new Control.Proven(ControlMethod.WELL_KNOWN_FILE)
        : new Control.Missing(
            "https://%s%s is not the one line %s"
                .formatted(token.host(), token.path(), token.line()));
  }
}
