package network.lumora.agent.work;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import network.lumora.agent.rules.RuleVerdict;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.scraper.guard.HostRules;
import org.jspecify.annotations.Nullable;

/** The hosts that one task comes to, each judged by the host's rules. Thread-safe. */
final class Way implements HostRules {
  private final RulesInForce rules;
  private final PublicKey coordinator;

  /** A handful: the page, its redirects, and those of robots.txt. */
  private final List<String> hosts = new CopyOnWriteArrayList<>();

  private volatile @Nullable RuleVerdict refused;

  Way(RulesInForce rules, PublicKey coordinator) {
    this.rules = rules;
    this.coordinator = coordinator;
  }

  @Override
  public Optional<String> refusal(String host) {
    hosts.add(host);
    return judged(host) ? Optional.empty() : refused().map(RuleVerdict::rule);
  }

  /** Whether all that it came to is still let through; asked when the rules have changed. */
  boolean isStillOpen() {
    return mayGoOn() && hosts.stream().allMatch(this::judged);
  }

  /** Whether its coordinator may still move bytes; asked for each chunk. */
  boolean mayGoOn() {
    return keep(() -> rules.judge(coordinator));
  }

  private boolean judged(String host) {
    return keep(() -> rules.judge(host, coordinator));
  }

  @FunctionalInterface
  private interface Judgement {
    RuleVerdict of() throws IOException;
  }

  /** What cannot be judged is refused: the counters of a cap could not be read. */
  private boolean keep(Judgement judgement) {
    try {
      var verdict = judgement.of();
      if (!verdict.allowed()) {
        refused = verdict;
      }
      return verdict.allowed();
    } catch (IOException e) {
      refused = RuleVerdict.unknown(coordinator.toString());
      return false;
    }
  }

  /** The rule that ended it, if one did. */
  Optional<RuleVerdict> refused() {
    return Optional.ofNullable(refused);
  }
}
