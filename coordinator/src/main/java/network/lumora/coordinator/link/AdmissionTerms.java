package network.lumora.coordinator.link;

import java.time.Duration;

/**
 * How many agents come in at a time.
 *
 * @param atOnce whose greetings are looked at side by side; more would only share the processors
 * @param waiting that wait for it, some tenths of a second; the rest is told when to come back
 * @param returnsPerSecond of those that are told so
 * @param longestReturn nobody is told to stay away for longer
 */
public record AdmissionTerms(
    int atOnce, int waiting, int returnsPerSecond, Duration longestReturn) {
  public static final AdmissionTerms DEFAULT =
      new AdmissionTerms(8, 512, 1_000, Duration.ofMinutes(2));

  public AdmissionTerms {
    if (atOnce < 1 || waiting < 1 || returnsPerSecond < 1) {
      throw new IllegalArgumentException("at least one agent must get in");
    }
  }
}
