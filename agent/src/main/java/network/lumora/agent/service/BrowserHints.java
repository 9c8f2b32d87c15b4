package network.lumora.agent.service;

import java.time.Duration;
import java.time.InstantSource;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.idle.Hints;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.policy.Activity;
import network.lumora.bridge.agent.ActivityHint;
import network.lumora.bridge.agent.ActivityListener;

/** Takes a browser's hints while the host wants them, and forgets them when not. Thread-safe. */
final class BrowserHints implements ActivityListener {
  private final Allowance allowance;
  private final IdleMeter meter;
  private final Hints hints;
  private final InstantSource clock;

  BrowserHints(Allowance allowance, IdleMeter meter, Hints hints, InstantSource clock) {
    this.allowance = allowance;
    this.meter = meter;
    this.hints = hints;
    this.clock = clock;
    allowance.onChange(this::forgetUnwanted);
  }

  @Override
  public void told(ActivityHint hint) {
    if (isWanted()) {
      announce(hint);
      var kind = Activity.Kind.valueOf(hint.kind().name());
      var _ =
          hint.active()
              ? hints.active(kind, Duration.ofSeconds(hint.seconds()), clock.instant())
              : hints.over(kind, clock.instant());
      tell();
    }
  }

  /** Before all else: the page's first packet is about to leave. */
  private void announce(ActivityHint hint) {
    boolean moves =
        switch (hint.kind()) {
          case NAVIGATION, MEDIA, CALL -> true;
          case INPUT -> false;
        };
    if (hint.active() && moves) {
      meter.hinted(Duration.ofSeconds(hint.seconds()));
    }
  }

  private boolean isWanted() {
    return allowance.settings().idle().hints();
  }

  private void forgetUnwanted() {
    if (!isWanted() && !hints.activity().until().isEmpty()) {
      var _ = hints.forget();
      tell();
    }
  }

  private void tell() {
    allowance.surroundings(around -> around.withActivity(hints.activity()));
  }
}
