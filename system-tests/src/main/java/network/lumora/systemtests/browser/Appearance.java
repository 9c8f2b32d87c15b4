package network.lumora.systemtests.browser;

/** What the user has chosen in the settings of the system. */
public record Appearance(boolean dark, boolean forcedColours, boolean reducedMotion) {
  public static final Appearance PLAIN = new Appearance(false, false, false);
  public static final Appearance DARK = new Appearance(true, false, false);
  public static final Appearance FORCED_COLOURS = new Appearance(false, true, false);
  public static final Appearance REDUCED_MOTION = new Appearance(false, false, true);
}
