package network.lumora.agent.cli;

import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.Settings;

/** Settings with some parts replaced. */
record SettingsChange(Settings settings) {
  static SettingsChange of(Settings settings) {
    return new SettingsChange(settings);
  }

  Settings with(Settings.Schedule schedule) {
    return new Settings(
        settings.limits(),
        settings.monthStartsOn(),
        schedule,
        settings.idle(),
        settings.power(),
        settings.network(),
        settings.journal(),
        settings.relay());
  }

  Settings with(Settings.Relay relay) {
    return new Settings(
        settings.limits(),
        settings.monthStartsOn(),
        settings.schedule(),
        settings.idle(),
        settings.power(),
        settings.network(),
        settings.journal(),
        relay);
  }

  Settings with(LimitsInForce limits, int monthStartsOn) {
    return new Settings(
        limits,
        monthStartsOn,
        settings.schedule(),
        settings.idle(),
        settings.power(),
        settings.network(),
        settings.journal(),
        settings.relay());
  }

  Settings with(
      Settings.Idle idle,
      Settings.Power power,
      Settings.Network network,
      Settings.Journal journal) {
    return new Settings(
        settings.limits(),
        settings.monthStartsOn(),
        settings.schedule(),
        idle,
        power,
        network,
        journal,
        settings.relay());
  }
}
