package network.lumora.agent.service;

import java.io.IOException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.policy.Policy;
import network.lumora.agent.policy.Schedule;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.Preview;
import network.lumora.bridge.agent.PreviewRequest;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;

/** Shows and changes the host's settings, and tells what others would do. Thread-safe. */
final class SettingsDesk implements SettingsControl, LimitsControl {
  /** Does something else with the settings, too. */
  @FunctionalInterface
  interface Follower {
    void changed(network.lumora.agent.policy.Settings settings) throws IOException;
  }

  private final Allowance allowance;
  private final Follower follower;

  /**
   * @param follower told after settings have changed
   */
  SettingsDesk(Allowance allowance, Follower follower) {
    this.allowance = allowance;
    this.follower = follower;
  }

  @Override
  public Settings settings() {
    return SettingsViews.shown(allowance.settings());
  }

  @Override
  public Settings change(Settings wanted) throws IOException {
    allowance.follow(meant(wanted));
    follower.changed(allowance.settings());
    return settings();
  }

  private network.lumora.agent.policy.Settings meant(Settings wanted) {
    return SettingsViews.meant(wanted, allowance.settings().relaying());
  }

  @Override
  public LimitsInForce limits() {
    return Views.limits(allowance.settings().limits());
  }

  @Override
  public LimitsInForce limit(LimitsInForce limits) throws IOException {
    allowance.follow(allowance.settings().with(Views.limits(limits)));
    follower.changed(allowance.settings());
    return limits();
  }

  @Override
  public Preview preview(PreviewRequest request) throws IOException {
    var settings = meant(request.settings());
    var now = allowance.conditions().with(allowance.used(settings.monthStartsOn()));
    var conditions = request.at() == null ? now : now.at(request.at());
    var verdict = Policy.judge(settings, conditions);
    return new Preview(
        verdict.mayRun(),
        verdict.reasons().stream().map(Views::reason).toList(),
        verdict.nextChange().orElse(null),
        Views.rates(verdict),
        conditions.now(),
        settings.schedule().enabled() ? week(settings.schedule()) : null);
  }

  private static List<Preview.WeekHour> week(Schedule schedule) {
    var hours = new ArrayList<Preview.WeekHour>();
    for (var day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        hours.add(new Preview.WeekHour(day, hour, schedule.hasHour(day, hour)));
      }
    }
    return hours;
  }
}
