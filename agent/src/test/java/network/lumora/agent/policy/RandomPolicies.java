package network.lumora.agent.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/** Makes settings and conditions of all kinds, often extreme, from one seed. */
public final class RandomPolicies {
  private static final long MB = 1_000_000;
  private static final Instant FIRST = Instant.parse("2019-12-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2031-02-01T00:00:00Z");

  private final Random random;
  private final List<ZoneId> zones =
      new TreeSet<>(ZoneId.getAvailableZoneIds()).stream().map(ZoneId::of).toList();

  public RandomPolicies(long seed) {
    this.random = new Random(seed);
  }

  public ZoneId zone() {
    return zones.get(random.nextInt(zones.size()));
  }

  /** Often within hours of a change of the clocks. */
  public Instant instant(ZoneId zone) {
    var at = FIRST.plusSeconds(random.nextLong(Duration.between(FIRST, LAST).toSeconds()));
    var change = zone.getRules().nextTransition(at);
    return change == null || random.nextBoolean()
        ? at
        : change.getInstant().plusSeconds(random.nextInt(-86_400, 86_400));
  }

  public Settings settings() {
    return new Settings(
        new Limits(rate(), rate(), cap(), cap()),
        random.nextInt(1, 29),
        schedule(),
        new Idle(
            random.nextInt(3) == 0,
            random.nextInt(1, 61),
            random.nextBoolean(),
            random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(50_000)),
        random.nextBoolean(),
        random.nextBoolean(),
        pick(MeteredChoice.values()),
        random.nextInt(400));
  }

  private BytesPerSecond rate() {
    return new BytesPerSecond(random.nextBoolean() ? 0 : random.nextLong(1_000, 10 * MB));
  }

  private Bytes cap() {
    return new Bytes(random.nextBoolean() ? 0 : random.nextLong(MB, 3 * MB));
  }

  public Schedule schedule() {
    var slots = new ArrayList<Slot>();
    int most = random.nextInt(4) == 0 ? Schedule.MAX_SLOTS : 6;
    for (int i = random.nextInt(most); i > 0; i--) {
      slots.add(slot());
    }
    return new Schedule(random.nextInt(4) != 0, slots);
  }

  private Slot slot() {
    int step = random.nextBoolean() ? 60 : 1;
    int from = random.nextInt(1_440 / step) * step;
    int to = from + step * random.nextInt(1, (1_440 - from) / step + 1);
    return new Slot(pick(DayOfWeek.values()), from, to, slotRate(), slotRate());
  }

  private Optional<BytesPerSecond> slotRate() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(new BytesPerSecond(random.nextLong(1_000, 10 * MB)));
  }

  public Conditions conditions() {
    var zone = zone();
    var now = instant(zone);
    var used = new Used(LocalDate.ofInstant(now, zone), moved(), moved(), random.nextInt(100_000));
    return new Conditions(
        now,
        zone,
        used,
        random.nextInt(4) == 0 ? Optional.of(pause(now)) : Optional.empty(),
        surroundings(now),
        random.nextInt(20) == 0 ? Optional.of("the disk is full") : Optional.empty(),
        pick(Connection.values()));
  }

  private Moved moved() {
    return new Moved(new Bytes(random.nextLong(MB)), new Bytes(random.nextLong(MB)));
  }

  public Pause pause(Instant now) {
    return new Pause(
        random.nextBoolean() ? null : now.plusSeconds(random.nextInt(-3_600, 40 * 86_400)),
        pick(Pause.Mode.values()));
  }

  public Surroundings surroundings(Instant now) {
    return new Surroundings(
        random.nextInt(20) != 0,
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(4) == 0),
        pick(Metered.values()),
        activity(now),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new LineUse(random.nextLong(100_000), near(now))),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new GivingWay("yielding", Optional.of(near(now)))));
  }

  private Activity activity(Instant now) {
    var until = new EnumMap<Activity.Kind, Instant>(Activity.Kind.class);
    for (var kind : Activity.Kind.values()) {
      if (random.nextInt(3) == 0) {
        until.put(kind, near(now));
      }
    }
    return new Activity(
        until,
        switch (random.nextInt(3)) {
          case 0 -> new Activity.Presence.Here();
          case 1 -> new Activity.Presence.AwaySince(now.minusSeconds(random.nextInt(7_200)));
          default -> new Activity.Presence.Unknown();
        });
  }

  private Instant near(Instant now) {
    return now.plusSeconds(random.nextInt(-600, 300));
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
