package network.lumora.systemtests.bench.assignment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.lumora.protocol.identity.PublicKey;

/**
 * Agents, sources and demand, the same for each way to assign.
 *
 * <p>Lines, pages and users are log-normal or exponential with plausible medians; nothing of it is
 * measured on real hosts.
 *
 * @param agents how many
 */
record World(int agents, Scenario scenario, long seed) {
  private static final int SOURCES = 400;
  private static final City COORDINATOR = City.FRANKFURT;
  private static final int SLOTS = 4;

  /** The agents as they are at the beginning. */
  List<VirtualAgent> people() {
    var dice = new Dice(new Random(seed));
    var people = new ArrayList<VirtualAgent>();
    for (int i = 0; i < agents; i++) {
      people.add(agent(i, dice));
    }
    return people;
  }

  private VirtualAgent agent(int number, Dice dice) {
    var city = dice.city(one -> one.agents);
    double access = Math.clamp(dice.around(10, 0.6), 2, 80);
    double usable = Math.clamp(dice.around(1.2e6, 0.9), 0.15e6, 25e6);
    return new VirtualAgent(
        key(number),
        city,
        access,
        usable,
        dice.chance(scenario.overloaded()),
        SLOTS,
        city.millisTo(COORDINATOR) + access);
  }

  private static PublicKey key(int number) {
    var bytes = ByteBuffer.allocate(PublicKey.LENGTH_BYTES);
    return PublicKey.of(bytes.putInt(Integer.reverse(number)).array());
  }

  /** What is wanted, in the order of time. */
  List<Page> pages() {
    var dice = new Dice(new Random(seed + 1));
    var sources = new ArrayList<Source>();
    for (int i = 0; i < SOURCES; i++) {
      sources.add(
          new Source(i, dice.city(one -> one.sources), Math.clamp(dice.around(3, 0.7), 0, 40)));
    }
    var pages = new ArrayList<Page>();
    double now = 0;
    while (true) {
      now += dice.exponential(1 / scenario.pagesPerMilli(now));
      if (now >= Scenario.END_MILLIS) {
        return pages;
      }
      pages.add(page(now, sources.get(popular(dice)), dice));
    }
  }

  /** Some sources are wanted far more often than others. */
  private static int popular(Dice dice) {
    double part = dice.random().nextDouble();
    return (int) (SOURCES * part * part);
  }

  private static Page page(double now, Source source, Dice dice) {
    return new Page(
        now,
        source,
        Math.clamp(dice.around(150_000, 1.1), 2_000, 8e6),
        Math.clamp(dice.around(120, 0.7), 5, 5_000));
  }
}
