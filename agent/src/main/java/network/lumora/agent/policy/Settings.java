package network.lumora.agent.policy;

import java.util.OptionalLong;

/**
 * What the host wants. Immutable.
 *
 * @param monthStartsOn the day of the month, 1 to 28, on which the monthly cap begins anew
 * @param retentionDays rows of the journal are kept so long; 0 keeps none
 */
public record Settings(
    Limits limits,
    int monthStartsOn,
    Schedule schedule,
    Idle idle,
    boolean pauseOnBattery,
    boolean pauseOnMetered,
    MeteredChoice metered,
    int retentionDays,
    Relaying relaying) {
  /** Careful with battery and metered lines; hints only when the host asks for them. */
  public static final Settings STANDARD =
      new Settings(
          Limits.NONE,
          1,
          Schedule.NONE,
          new Idle(false, 5, false, OptionalLong.empty()),
          true,
          true,
          MeteredChoice.AUTO,
          90,
          Relaying.NONE);

  /** Every month has it. */
  private static final int LAST_START = 28;

  /** Ten years. */
  private static final int MAX_RETENTION_DAYS = 3650;

  public Settings {
    if (monthStartsOn < 1 || monthStartsOn > LAST_START) {
      throw new IllegalArgumentException(
          "a month starts on a day from 1 to " + LAST_START + ", not " + monthStartsOn);
    }
    if (retentionDays < 0 || retentionDays > MAX_RETENTION_DAYS) {
      throw new IllegalArgumentException(
          "the journal is kept for 0 to " + MAX_RETENTION_DAYS + " days, not " + retentionDays);
    }
  }

  /** Of a host that carries for nobody. */
  public Settings(
      Limits limits,
      int monthStartsOn,
      Schedule schedule,
      Idle idle,
      boolean pauseOnBattery,
      boolean pauseOnMetered,
      MeteredChoice metered,
      int retentionDays) {
    this(
        limits,
        monthStartsOn,
        schedule,
        idle,
        pauseOnBattery,
        pauseOnMetered,
        metered,
        retentionDays,
        Relaying.NONE);
  }

  public Settings with(Relaying wanted) {
    return new Settings(
        limits,
        monthStartsOn,
        schedule,
        idle,
        pauseOnBattery,
        pauseOnMetered,
        metered,
        retentionDays,
        wanted);
  }

  public Settings with(Limits wanted) {
    return new Settings(
        wanted,
        monthStartsOn,
        schedule,
        idle,
        pauseOnBattery,
        pauseOnMetered,
        metered,
        retentionDays,
        relaying);
  }

  Rates rates() {
    return new Rates(limits.rateUp(), limits.rateDown());
  }
}
