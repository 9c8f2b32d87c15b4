package network.lumora.agent.service;

import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.agent.policy.Idle;
import network.lumora.agent.policy.MeteredChoice;
import network.lumora.agent.policy.Relaying;
import network.lumora.agent.policy.Schedule;
import network.lumora.agent.policy.Slot;
import network.lumora.bridge.agent.Settings;
import network.lumora.protocol.units.BytesPerSecond;
import org.jspecify.annotations.Nullable;

/** The host's settings in the words of the API, and back. */
final class SettingsViews {
  private SettingsViews() {}

  static Settings shown(network.lumora.agent.policy.Settings settings) {
    return new Settings(
        Views.limits(settings.limits()),
        settings.monthStartsOn(),
        new Settings.Schedule(
            settings.schedule().enabled(),
            settings.schedule().slots().stream().map(SettingsViews::shown).toList()),
        shown(settings.idle()),
        new Settings.Power(settings.pauseOnBattery()),
        new Settings.Network(
            settings.pauseOnMetered(), Settings.Metered.valueOf(settings.metered().name())),
        new Settings.Journal(settings.retentionDays()),
        new Settings.Relay(settings.relaying().parties(), settings.relaying().destinations()));
  }

  private static Settings.Idle shown(Idle idle) {
    var busy = idle.lineBusyBytesPerSecond();
    return new Settings.Idle(
        idle.onlyWhenIdle(),
        idle.idleMinutes(),
        idle.hints(),
        busy.isPresent() ? new BytesPerSecond(busy.getAsLong()) : null);
  }

  private static Settings.Slot shown(Slot slot) {
    return new Settings.Slot(
        slot.day(),
        Slot.shown(slot.fromMinute()),
        Slot.shown(slot.toMinute()),
        slot.rateUp().orElse(null),
        slot.rateDown().orElse(null));
  }

  /**
   * @param before holds for relays if the settings do not speak of them
   * @throws IllegalArgumentException if a value is out of range; the message says which
   */
  static network.lumora.agent.policy.Settings meant(Settings settings, Relaying before) {
    return new network.lumora.agent.policy.Settings(
        Views.limits(settings.limits()),
        settings.monthStartsOn(),
        new Schedule(
            settings.schedule().enabled(),
            settings.schedule().slots().stream().map(SettingsViews::meant).toList()),
        meant(settings.idle()),
        settings.power().pauseOnBattery(),
        settings.network().pauseOnMetered(),
        MeteredChoice.valueOf(settings.network().metered().name()),
        settings.journal().retentionDays(),
        meant(settings.relay(), before));
  }

  private static Relaying meant(Settings.@Nullable Relay wanted, Relaying before) {
    return wanted == null ? before : new Relaying(wanted.parties(), wanted.destinations());
  }

  private static Idle meant(Settings.Idle idle) {
    return new Idle(
        idle.onlyWhenIdle(),
        idle.idleMinutes(),
        idle.hints(),
        meant(idle.lineBusyBytesPerSecond()));
  }

  private static OptionalLong meant(@Nullable BytesPerSecond rate) {
    return rate == null ? OptionalLong.empty() : OptionalLong.of(rate.count());
  }

  private static Slot meant(Settings.Slot slot) {
    return new Slot(
        slot.day(),
        Slot.minute(slot.from()),
        Slot.minute(slot.to()),
        Optional.ofNullable(slot.rateUp()),
        Optional.ofNullable(slot.rateDown()));
  }
}
