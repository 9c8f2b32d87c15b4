package network.lumora.agent.cli;

import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import network.lumora.bridge.agent.Settings;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** The host's settings, for a terminal. */
final class SettingsText {
  private SettingsText() {}

  static String of(Settings settings) {
    var idle = settings.idle();
    var busy = idle.lineBusyBytesPerSecond();
    return StatusText.limits(settings.limits())
        + line("Month starts", "on day " + settings.monthStartsOn())
        + line("Schedule", settings.schedule().enabled() ? "on; see: lumora schedule" : "off")
        + line(
            "Only when idle",
            idle.onlyWhenIdle() ? "yes, after " + idle.idleMinutes() + " minutes" : "no")
        + line("Browser hints", idle.hints() ? "heeded" : "not heeded")
        + line(
            "Busy line",
            busy == null
                ? "does not matter"
                : "new work waits over " + Units.shown(busy.count()) + "/s")
        + line("On battery", settings.power().pauseOnBattery() ? "pauses" : "goes on")
        + line("Metered line", settings.network().pauseOnMetered() ? "pauses" : "goes on")
        + line("Line is", metered(settings.network().metered()))
        + line("Journal", kept(settings.journal().retentionDays()))
        + line("Relay", relay(settings.relay()));
  }

  private static String metered(Settings.Metered metered) {
    return switch (metered) {
      case AUTO -> "metered if the system says so";
      case YES -> "metered, as you said";
      case NO -> "not metered, as you said";
    };
  }

  private static String kept(int days) {
    return days == 0 ? "keeps no rows" : "keeps rows for " + days + " days";
  }

  private static String relay(Settings.@Nullable Relay relay) {
    if (relay == null || !(relay.parties() || relay.destinations())) {
      return "carries for nobody; see: lumora relay";
    }
    return relay.parties()
        ? relay.destinations() ? "between members, and to opened sites" : "between members"
        : "to opened sites";
  }

  static String schedule(Settings.Schedule schedule) {
    if (schedule.slots().isEmpty()) {
      return schedule.enabled()
          ? "Schedule on, without hours: nothing runs. Set some: lumora schedule set mon-fri 22:00-06:00\n"
          : "No hours. Work may run at any time, within the other settings.\n";
    }
    var out = new StringBuilder();
    out.append(
        schedule.enabled()
            ? "Schedule on: work may run in these hours, by this computer's clock.\n"
            : "Schedule off: work may run at any time. The hours are kept.\n");
    sorted(schedule.slots()).forEach(slot -> out.append(text(slot)));
    return out.toString();
  }

  private static List<Settings.Slot> sorted(List<Settings.Slot> slots) {
    return slots.stream()
        .sorted(Comparator.comparing(Settings.Slot::day).thenComparing(Settings.Slot::from))
        .toList();
  }

  private static String text(Settings.Slot slot) {
    var rates = rate(slot.rateUp(), "up") + rate(slot.rateDown(), "down");
    return "  %s %s-%s%s%n"
        .formatted(
            slot.day().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
            slot.from(),
            slot.to(),
            rates);
  }

  private static String rate(@Nullable BytesPerSecond rate, String direction) {
    return rate == null ? "" : ", " + Units.shown(rate.count()) + "/s " + direction;
  }

  private static String line(String name, String value) {
    return "%-14s %s%n".formatted(name, value);
  }
}
