package network.lumora.proof.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.message.LineGrade;

/**
 * Draws the challengers of a line so that anyone can draw the same ones again.
 *
 * <p>Each candidate has a ticket, SHA-256 over the seed and its key. The smallest tickets win, but
 * first three that the operator runs, as far as there are so many, and two of one network only if
 * nobody else is left. They have their turns in the order of their tickets.
 */
public final class Draw {
  /** Three of five: a majority that the operator answers for. */
  public static final int OPERATOR_RUN = 3;

  private static final Comparator<Ticket> SMALLEST_FIRST =
      Comparator.comparing((Ticket ticket) -> ticket.number().bytes(), Arrays::compareUnsigned)
          .thenComparing(ticket -> ticket.candidate().key().toString());

  private final List<Ticket> tickets;
  private final List<Ticket> drawn = new ArrayList<>();

  private record Ticket(ChallengerCandidate candidate, Sha256 number) {}

  private Draw(Sha256 seed, List<ChallengerCandidate> candidates) {
    this.tickets =
        candidates.stream()
            .map(each -> new Ticket(each, Seed.ticket(seed, each.key().toString())))
            .sorted(SMALLEST_FIRST)
            .toList();
  }

  /** Five of the candidates, or all if there are fewer, in the order of their slots. */
  public static List<PublicKey> of(Sha256 seed, List<ChallengerCandidate> candidates) {
    var draw = new Draw(seed, candidates);
    draw.take(OPERATOR_RUN, each -> each.operatorRun() && draw.isOfNewNetwork(each));
    draw.take(OPERATOR_RUN, ChallengerCandidate::operatorRun);
    draw.take(LineGrade.FULL_SLOTS, draw::isOfNewNetwork);
    draw.take(LineGrade.FULL_SLOTS, _ -> true);
    return draw.inTurn();
  }

  /**
   * One for each agent of a joint challenge: those that the operator runs as far as there are so
   * many, since each slot stands alone.
   */
  public static List<PublicKey> joint(
      Sha256 seed, List<ChallengerCandidate> candidates, int agents) {
    var draw = new Draw(seed, candidates);
    draw.take(agents, ChallengerCandidate::operatorRun);
    draw.take(agents, _ -> true);
    return draw.inTurn();
  }

  private List<PublicKey> inTurn() {
    return drawn.stream().sorted(SMALLEST_FIRST).map(ticket -> ticket.candidate().key()).toList();
  }

  private void take(int upTo, Predicate<ChallengerCandidate> suits) {
    for (var ticket : tickets) {
      if (drawn.size() < upTo && !drawn.contains(ticket) && suits.test(ticket.candidate())) {
        drawn.add(ticket);
      }
    }
  }

  private boolean isOfNewNetwork(ChallengerCandidate candidate) {
    return drawn.stream()
        .noneMatch(ticket -> ticket.candidate().network().equals(candidate.network()));
  }

  /**
   * Names a set of candidates: SHA-256 over a line for each, sorted, of key, network and {@code
   * operator} or {@code other}, with spaces between and a line feed after.
   */
  public static Sha256 digest(List<ChallengerCandidate> candidates) {
    return Sha256.of(candidates.stream().map(Draw::line).sorted().collect(Collectors.joining()));
  }

  private static String line(ChallengerCandidate each) {
    return each.key() + " " + each.network() + (each.operatorRun() ? " operator\n" : " other\n");
  }

  /** Whether each candidate is there once, and the prover is none of them. */
  public static boolean isFair(List<ChallengerCandidate> candidates, PublicKey prover) {
    var keys = new HashSet<PublicKey>(List.of(prover));
    return candidates.stream().allMatch(each -> keys.add(each.key()));
  }
}
