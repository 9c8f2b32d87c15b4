package network.lumora.agent.journal;

import java.io.IOException;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.agent.policy.Idle;
import network.lumora.agent.policy.Limits;
import network.lumora.agent.policy.MeteredChoice;
import network.lumora.agent.policy.Relaying;
import network.lumora.agent.policy.Schedule;
import network.lumora.agent.policy.Settings;
import network.lumora.agent.policy.Slot;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * The settings as they stand in the database, as JSON.
 *
 * @param version of this form, counted up when a field is added
 */
record StoredSettings(
    int version,
    long rateUp,
    long rateDown,
    long perDay,
    long perMonth,
    int monthStartsOn,
    boolean scheduled,
    List<Hours> hours,
    boolean onlyWhenIdle,
    int idleMinutes,
    boolean hints,
    @Nullable Long lineBusyBytesPerSecond,
    boolean pauseOnBattery,
    boolean pauseOnMetered,
    MeteredChoice metered,
    int retentionDays,
    @Nullable Boolean relaysParties,
    @Nullable Boolean relaysDestinations) {
  private static final int CURRENT = 1;
  private static final DocumentCodec CODEC = new DocumentCodec();

  record Hours(
      DayOfWeek day, int fromMinute, int toMinute, @Nullable Long rateUp, @Nullable Long rateDown) {
    static Hours of(Slot slot) {
      return new Hours(
          slot.day(),
          slot.fromMinute(),
          slot.toMinute(),
          slot.rateUp().map(BytesPerSecond::count).orElse(null),
          slot.rateDown().map(BytesPerSecond::count).orElse(null));
    }

    Slot slot() {
      return new Slot(day, fromMinute, toMinute, rate(rateUp), rate(rateDown));
    }

    private static Optional<BytesPerSecond> rate(@Nullable Long count) {
      return Optional.ofNullable(count).map(BytesPerSecond::new);
    }
  }

  static StoredSettings of(Settings settings) {
    var limits = settings.limits();
    var idle = settings.idle();
    var busy = idle.lineBusyBytesPerSecond();
    return new StoredSettings(
        CURRENT,
        limits.rateUp().count(),
        limits.rateDown().count(),
        limits.perDay().count(),
        limits.perMonth().count(),
        settings.monthStartsOn(),
        settings.schedule().enabled(),
        settings.schedule().slots().stream().map(Hours::of).toList(),
        idle.onlyWhenIdle(),
        idle.idleMinutes(),
        idle.hints(),
        busy.isPresent() ? busy.getAsLong() : null,
        settings.pauseOnBattery(),
        settings.pauseOnMetered(),
        settings.metered(),
        settings.retentionDays(),
        settings.relaying().parties(),
        settings.relaying().destinations());
  }

  static Settings read(String text) throws IOException {
    try {
      return CODEC.read(text, StoredSettings.class).settings();
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new IOException("the stored settings cannot be read: " + e.getMessage(), e);
    }
  }

  String text() {
    return CODEC.write(this);
  }

  private Settings settings() {
    return new Settings(
        new Limits(
            new BytesPerSecond(rateUp),
            new BytesPerSecond(rateDown),
            new Bytes(perDay),
            new Bytes(perMonth)),
        monthStartsOn,
        new Schedule(scheduled, hours.stream().map(Hours::slot).toList()),
        new Idle(onlyWhenIdle, idleMinutes, hints, optional(lineBusyBytesPerSecond)),
        pauseOnBattery,
        pauseOnMetered,
        metered,
        retentionDays,
        new Relaying(isTrue(relaysParties), isTrue(relaysDestinations)));
  }

  /** What an older version did not know of, the host has not agreed to. */
  private static boolean isTrue(@Nullable Boolean stored) {
    return Boolean.TRUE.equals(stored);
  }

  private static OptionalLong optional(@Nullable Long count) {
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }
}
