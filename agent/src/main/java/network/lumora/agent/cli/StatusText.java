package network.lumora.agent.cli;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.LineNow;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** An agent's state, for a terminal. */
final class StatusText {
  private static final int BAR_CELLS = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm zzz", Locale.ENGLISH);

  private StatusText() {}

  static String of(AgentStatus status, ZoneId zone) {
    var out = new StringBuilder();
    state(out, status, zone);
    connection(out, status);
    traffic(out, status);
    line(out, status.line());
    work(out, status.work());
    return out.toString();
  }

  private static void state(StringBuilder out, AgentStatus status, ZoneId zone) {
    line(out, "State", joined(word(status), status.reason()));
    for (var reason : status.reasons().subList(1, status.reasons().size())) {
      line(out, "Also", reason.text());
    }
    if (status.nextChange() != null) {
      line(out, "Next change", TIME.format(status.nextChange().atZone(zone)));
    }
  }

  private static void connection(StringBuilder out, AgentStatus status) {
    line(out, "Agent", status.agent());
    var connection = status.connection();
    line(out, "Connection", joined(connection.state(), connection.detail()));
    if (!connection.coordinator().isEmpty()) {
      line(out, "Coordinator", connection.coordinator() + keyShown(connection.key()));
    }
  }

  private static void traffic(StringBuilder out, AgentStatus status) {
    line(out, "Today", usage(status.today(), status.limits().perDay().count()));
    line(out, "This month", usage(status.month(), status.limits().perMonth().count()));
    line(out, "Rates", rates(status.limits()));
    line(
        out,
        "Allowed now",
        now(status.rateNow().up(), "up") + ", " + now(status.rateNow().down(), "down"));
  }

  private static void line(StringBuilder out, LineNow now) {
    line(out, "Line", capacity(now));
    if (now.standing().state() != null) {
      line(out, "Line now", now.standing().text());
    }
  }

  private static String capacity(LineNow now) {
    var proven = now.capacity();
    var at = proven.provenAt();
    return at == null
        ? "not measured yet"
        : "%s down, %s up, proven %s by %d challengers"
            .formatted(
                Units.megabits(proven.down()),
                Units.megabits(proven.up()),
                Units.ago(Duration.between(at, now.at())),
                proven.challengers());
  }

  private static void work(StringBuilder out, AgentStatus.Work work) {
    line(out, "Working on", work.working() + " of " + work.slots() + " tasks at once");
    line(
        out,
        "Receipts",
        "%d settled, %d waiting, %d unpaid, %d broken"
            .formatted(work.settled(), work.waiting(), work.unpaid(), work.broken()));
    line(
        out,
        "Contribution",
        Units.shown(work.contribution().count()) + " delivered in settled receipts");
  }

  static String limits(LimitsInForce limits) {
    var out = new StringBuilder();
    line(out, "Rate up", Units.shownLimit(limits.rateUp().count(), "/s"));
    line(out, "Rate down", Units.shownLimit(limits.rateDown().count(), "/s"));
    line(out, "Daily cap", Units.shownLimit(limits.perDay().count(), ""));
    line(out, "Monthly cap", Units.shownLimit(limits.perMonth().count(), ""));
    return out.append("Caps count both directions together, by your own calendar.\n").toString();
  }

  private static String word(AgentStatus status) {
    return status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String keyShown(@Nullable String key) {
    return key == null ? "" : " " + key;
  }

  private static String joined(String word, String detail) {
    if (detail.isEmpty()) {
      return word;
    }
    return detail.startsWith(word) ? detail : word + ", " + detail;
  }

  private static String rates(LimitsInForce limits) {
    return Units.shownLimit(limits.rateUp().count(), "/s")
        + " up, "
        + Units.shownLimit(limits.rateDown().count(), "/s")
        + " down";
  }

  private static String now(@Nullable BytesPerSecond rate, String direction) {
    if (rate == null) {
      return "any rate " + direction;
    }
    return rate.count() == 0
        ? "nothing " + direction
        : Units.shown(rate.count()) + "/s " + direction;
  }

  private static String usage(AgentStatus.Moved moved, long cap) {
    var text =
        "%s (%s up, %s down)"
            .formatted(
                Units.shown(moved.both().count()),
                Units.shown(moved.up().count()),
                Units.shown(moved.down().count()));
    return cap == 0
        ? text + ", no cap"
        : bar(moved.both().count(), cap) + " " + text + " of " + Units.shown(cap);
  }

  /** For example {@code [#####...............] 25%}. */
  static String bar(long used, long cap) {
    double share = Math.min(1, (double) used / cap);
    int full = (int) Math.floor(share * BAR_CELLS);
    return "[%s%s] %d%%"
        .formatted("#".repeat(full), ".".repeat(BAR_CELLS - full), (int) Math.floor(share * 100));
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append("%-13s %s%n".formatted(name, value));
  }
}
