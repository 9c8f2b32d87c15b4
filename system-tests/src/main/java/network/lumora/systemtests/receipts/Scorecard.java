package network.lumora.systemtests.receipts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import network.lumora.proof.fraud.CanaryRecord;
import network.lumora.proof.fraud.ChallengerScore;
import network.lumora.proof.fraud.SlotAgreement;
import network.lumora.protocol.ProtocolException;

/**
 * What was found and what was wrongly found.
 *
 * @param found of each trick, in percent of its tries
 * @param accused honest receipts that were refused, by what for
 * @param honest receipts that were handed in
 * @param honestParties challengers and providers that were watched beside
 * @param accusedParties of them
 * @param answerMillis from submission to verdict
 */
public record Scorecard(
    Map<Trick, Double> found,
    Map<String, Integer> accused,
    int honest,
    int honestParties,
    int accusedParties,
    List<Double> answerMillis) {

  /**
   * Lets an honest crowd and every trick run against one desk.
   *
   * @param folder for its book
   * @param honest receipts at least
   * @param tries of each trick
   */
  public static Scorecard of(Path folder, int honest, int tries, long seed) throws IOException {
    try (var desk = new Desk(folder, seed)) {
      var crowd = new Crowd(desk);
      var found = new LinkedHashMap<Trick, Double>();
      var tricks = Tricks.all();
      for (int i = 0; i < tricks.size(); i++) {
        crowd.run(honest * (i + 1) / tricks.size());
        found.put(tricks.get(i), percent(desk, tricks.get(i), tries));
      }
      int parties = honest / 20;
      return new Scorecard(
          found,
          crowd.accused(),
          crowd.receipts(),
          2 * parties,
          accusedChallengers(desk, parties) + accusedProviders(desk, parties),
          desk.answerMillis());
    } catch (ProtocolException e) {
      throw new IOException(e);
    }
  }

  private static double percent(Desk desk, Trick trick, int tries)
      throws IOException, ProtocolException {
    int found = 0;
    for (int i = 0; i < tries; i++) {
      found += trick.attempt().isFound(desk) ? 1 : 0;
    }
    return 100.0 * found / tries;
  }

  /** Five honest challengers at twenty provers, some of which stall. */
  private static int accusedChallengers(Desk desk, int count) {
    int accused = 0;
    for (int run = 0; run < count / 5; run++) {
      var challengers = Tricks.keys(5);
      var scores = challengers.stream().map(ChallengerScore::of).toList();
      for (var prover : Tricks.keys(ChallengerScore.REMEMBERED)) {
        var strangers = SlotAgreement.strangers(Tricks.slots(challengers, desk.random, 1));
        scores =
            scores.stream()
                .map(score -> score.after(prover, strangers.contains(score.challenger())))
                .toList();
      }
      accused += (int) scores.stream().filter(score -> score.judge().isPresent()).count();
    }
    return accused;
  }

  /** Honest providers whose line breaks in one of a hundred canaries. */
  private static int accusedProviders(Desk desk, int count) {
    int accused = 0;
    for (int i = 0; i < count; i++) {
      accused += Tricks.canaries(desk.random, 0.01, CanaryRecord.Service.FAILED) ? 1 : 0;
    }
    return accused;
  }

  /** Of tricks of one sort, in percent. */
  public List<Double> found(boolean isBehaviour) {
    return found.entrySet().stream()
        .filter(entry -> entry.getKey().isBehaviour() == isBehaviour)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Honest receipts that were refused, in percent. */
  public double falsePercent() {
    return 100.0 * accused.values().stream().mapToInt(Integer::intValue).sum() / honest;
  }

  /** Honest challengers and providers that were accused, in percent. */
  public double falsePartiesPercent() {
    return 100.0 * accusedParties / honestParties;
  }

  /** As a table. */
  public String text() {
    var out = new StringBuilder();
    found.forEach(
        (trick, percent) ->
            out.append(String.format(Locale.ROOT, "| %s | %.1f %% |%n", trick.name(), percent)));
    return out.append(
            String.format(
                Locale.ROOT,
                "| honest receipts accused, of %d | %.3f %% %s |%n",
                honest,
                falsePercent(),
                accused))
        .append(
            String.format(
                Locale.ROOT,
                "| honest challengers and providers accused, of %d | %.3f %% |%n",
                honestParties,
                falsePartiesPercent()))
        .toString();
  }
}
