package network.lumora.agent.rules;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import network.lumora.agent.allowance.Allowance;
import network.lumora.bridge.agent.Category;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;
import org.jspecify.annotations.Nullable;

/** The host's rules as they are now, for tasks, redirects and the test box alike. Thread-safe. */
public final class RulesInForce implements RulesControl {
  /** A task is only begun if this much is left of its coordinator's cap. */
  private static final long TASK_BYTES = 64 * 1024;

  private final RulesStore store;
  private final Sites sites;
  private final Traffic traffic;
  private final long reserveBytes;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile RuleBook book;

  /**
   * @param slots tasks at once, of which each may have one read under way
   */
  public RulesInForce(RulesStore store, Sites sites, Traffic traffic, int slots)
      throws IOException {
    this.store = store;
    this.sites = sites;
    this.traffic = traffic;
    this.reserveBytes = (long) slots * Allowance.CHUNK_BYTES;
    this.book = store.rules().map(RuleBook::of).orElse(RuleBook.EVERYTHING);
  }

  /** Told after the rules have changed, on whatever thread changed them. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  public Site site(String host) {
    return sites.of(host);
  }

  /** As a person may type it; empty if it is no host. */
  public Optional<Site> find(String host) {
    return sites.find(host);
  }

  public RuleBook book() {
    return book;
  }

  public Traffic traffic() {
    return traffic;
  }

  /** Whether anything may be fetched from {@code host} for this coordinator now. */
  public RuleVerdict judge(String host, PublicKey coordinator) throws IOException {
    var now = book;
    return now.judge(sites.of(host), coordinator.toString(), moved(now, coordinator.toString()));
  }

  /** Whether this coordinator may have anything at all now. */
  public RuleVerdict judge(PublicKey coordinator) throws IOException {
    var now = book;
    return now.judge(coordinator.toString(), moved(now, coordinator.toString()));
  }

  /** Whether its cap leaves room for one more task beside {@code running} others. */
  public boolean hasRoomBeside(int running, PublicKey coordinator) throws IOException {
    var now = book;
    long begun = (running + 1) * TASK_BYTES;
    var moved = moved(now, coordinator.toString()).plus(new Bytes(begun));
    return now.judge(coordinator.toString(), moved).allowed();
  }

  /** Where there is no cap, nobody needs to count. */
  private Bytes moved(RuleBook now, @Nullable String coordinator) throws IOException {
    return coordinator != null && now.caps(coordinator)
        ? traffic.thisMonth(coordinator).plus(new Bytes(reserveBytes))
        : Bytes.NONE;
  }

  @Override
  public Rules rules() {
    return book.rules();
  }

  @Override
  public Rules change(Rules rules) throws IOException {
    return follow(RuleBook.of(rules));
  }

  @Override
  public Rules deny(Denial denial) throws IOException {
    synchronized (store) {
      return follow(book.with(denial));
    }
  }

  private Rules follow(RuleBook wanted) throws IOException {
    synchronized (store) {
      store.keep(wanted.rules());
      book = wanted;
    }
    listeners.forEach(Runnable::run);
    return wanted.rules();
  }

  @Override
  public RuleTest test(RuleQuestion question) throws IOException {
    var asked = question.rules();
    var rules = asked == null ? book : RuleBook.of(asked);
    var site = sites.find(question.site());
    if (site.isEmpty()) {
      return new RuleTest(
          false,
          RuleTest.Code.MALFORMED_SITE.name(),
          RuleTest.Code.MALFORMED_SITE,
          "",
          Category.UNCATEGORISED);
    }
    var verdict =
        rules.judge(site.get(), question.coordinator(), moved(rules, question.coordinator()));
    return new RuleTest(
        verdict.allowed(),
        verdict.rule(),
        verdict.code(),
        site.get().domain(),
        site.get().category());
  }
}
