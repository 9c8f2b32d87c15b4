package network.lumora.coordinator.proximity;

import java.util.random.RandomGenerator;

/**
 * A place in the space in which distances are round trips (Vivaldi: Dabek, Cox, Kaashoek and
 * Morris, SIGCOMM 2004). Immutable.
 *
 * @param x milliseconds, as y and z
 * @param heightMillis what every way from here has before it: the access line
 * @param error how wrong distances from here lately were, as a part of them; 1 knows nothing
 */
public record Coordinates(double x, double y, double z, double heightMillis, double error) {
  private static final double MIN_HEIGHT_MILLIS = 0.1;

  /** A newcomer, before any round trip. */
  public static final Coordinates UNKNOWN = new Coordinates(0, 0, 0, MIN_HEIGHT_MILLIS, 1);

  /** The paper's c_e and c_c: how much of what is off is made good by one measurement. */
  private static final double GAIN = 0.25;

  /** Distances below one do not become divisors. */
  private static final double MIN_ROUND_TRIP_MILLIS = 0.1;

  /** The round trip to be expected. */
  public double millisTo(Coordinates other) {
    return flatTo(other) + heightMillis + other.heightMillis;
  }

  private double flatTo(Coordinates other) {
    return Math.sqrt(square(x - other.x) + square(y - other.y) + square(z - other.z));
  }

  private static double square(double number) {
    return number * number;
  }

  /**
   * After a round trip to somebody was measured: pulled or pushed as by a spring, the more the
   * surer the other is and the less sure this one.
   *
   * @param random a direction for those that are in one place
   */
  public Coordinates after(double measuredMillis, Coordinates other, RandomGenerator random) {
    double roundTrip = Math.max(MIN_ROUND_TRIP_MILLIS, measuredMillis);
    double trust = error + other.error == 0 ? 0.5 : error / (error + other.error);
    double off = Math.abs(millisTo(other) - roundTrip) / roundTrip;
    double newError = off * GAIN * trust + error * (1 - GAIN * trust);
    double force = GAIN * trust * (roundTrip - millisTo(other));
    return moved(force, other, random, Math.clamp(newError, 0, 1));
  }

  private Coordinates moved(
      double force, Coordinates other, RandomGenerator random, double newError) {
    double flat = flatTo(other);
    double span = flat + heightMillis + other.heightMillis;
    var away = flat > 0 ? direction(other, flat) : anyDirection(random);
    double rise = force * (heightMillis + other.heightMillis) / span;
    return new Coordinates(
        x + force * away[0],
        y + force * away[1],
        z + force * away[2],
        Math.max(MIN_HEIGHT_MILLIS, heightMillis + rise),
        newError);
  }

  private double[] direction(Coordinates other, double flat) {
    return new double[] {(x - other.x) / flat, (y - other.y) / flat, (z - other.z) / flat};
  }

  private static double[] anyDirection(RandomGenerator random) {
    double[] any = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
    double length = Math.sqrt(square(any[0]) + square(any[1]) + square(any[2]));
    return length == 0 ? new double[] {1, 0, 0} : scaled(any, 1 / length);
  }

  private static double[] scaled(double[] vector, double by) {
    return new double[] {vector[0] * by, vector[1] * by, vector[2] * by};
  }
}
