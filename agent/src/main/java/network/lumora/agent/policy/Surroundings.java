package network.lumora.agent.policy;

import java.util.Optional;

/**
 * What the machine and its user do. Immutable.
 *
 * @param onBattery empty if there is none or nobody tells
 * @param line empty while it is not measured
 * @param givingWay empty while nobody else is seen on the line
 */
public record Surroundings(
    boolean consent,
    Optional<Boolean> onBattery,
    Metered metered,
    Activity activity,
    Optional<LineUse> line,
    Optional<GivingWay> givingWay) {
  /** Consent is given, and nothing else is known. */
  public static final Surroundings UNKNOWN =
      new Surroundings(
          true,
          Optional.empty(),
          Metered.UNKNOWN,
          Activity.UNKNOWN,
          Optional.empty(),
          Optional.empty());

  public Surroundings withConsent(boolean given) {
    return new Surroundings(given, onBattery, metered, activity, line, givingWay);
  }

  public Surroundings withBattery(Optional<Boolean> inUse) {
    return new Surroundings(consent, inUse, metered, activity, line, givingWay);
  }

  public Surroundings withMetered(Metered told) {
    return new Surroundings(consent, onBattery, told, activity, line, givingWay);
  }

  public Surroundings withActivity(Activity seen) {
    return new Surroundings(consent, onBattery, metered, seen, line, givingWay);
  }

  public Surroundings withLine(Optional<LineUse> measured) {
    return new Surroundings(consent, onBattery, metered, activity, measured, givingWay);
  }

  public Surroundings withGivingWay(Optional<GivingWay> now) {
    return new Surroundings(consent, onBattery, metered, activity, line, now);
  }
}
