package network.lumora.ledger.state;

import java.util.Optional;
import java.util.TreeMap;
import network.lumora.ledger.account.Balances;
import network.lumora.ledger.account.Contributions;
import network.lumora.ledger.reward.LargestRemainder;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.EpochClosed;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.message.OrderClosed;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.units.MicroLmr;
import org.jspecify.annotations.Nullable;

/**
 * What the log means so far: a deterministic state machine over whole numbers. For one thread.
 *
 * <p>{@link #decide} changes nothing; {@link #apply} takes what it decided. Signatures are not its
 * business: see {@link SignedStatement}.
 */
public final class LedgerState {
  private final PublicKey coordinator;
  private final Orders orders = new Orders();
  private final Contributions contributions = new Contributions();
  private final Balances balances = new Balances();
  private final Lines lines = new Lines();
  private final Links links = new Links();
  private final Sessions sessions = new Sessions();
  private @Nullable Genesis genesis;
  private long epoch;

  /** The state before the first entry of a log that {@code coordinator} keeps. */
  public LedgerState(PublicKey coordinator) {
    this.coordinator = coordinator;
  }

  /** Whether {@code statement} may be the next entry, and what it would change. */
  public Ruling decide(LedgerStatement statement) {
    var rules = genesis;
    if (rules == null) {
      return statement instanceof Genesis first
          ? start(first)
          : no(Rule.NO_GENESIS, "expected the genesis as the first entry");
    }
    return switch (statement) {
      case Genesis again -> no(Rule.SECOND_GENESIS, "the log has its genesis");
      case OrderHead head -> open(head);
      case Receipt receipt -> count(receipt, rules);
      case OrderClosed end -> close(end);
      case EpochClosed end -> pay(end, rules);
      case LineProven proven ->
          proven.coordinator().equals(coordinator)
              ? links.refuses(proven).<Ruling>map(no -> no).orElseGet(() -> lines.judge(proven))
              : foreign(proven.coordinator());
      case LinksFound found ->
          found.coordinator().equals(coordinator)
              ? links.judge(found, lines)
              : foreign(found.coordinator());
      case SessionCounted counted ->
          counted.coordinator().equals(coordinator)
              ? room(sessions.judge(counted))
              : foreign(counted.coordinator());
    };
  }

  private Ruling start(Genesis first) {
    return first.coordinator().equals(coordinator)
        ? new Ruling.Accepted(new Effect.Started(first))
        : foreign(first.coordinator());
  }

  private Ruling open(OrderHead head) {
    if (!head.coordinator().equals(coordinator)) {
      return foreign(head.coordinator());
    }
    return orders.isUsed(head.orderId())
        ? no(Rule.ORDER_ID_USED, "order " + head.orderId() + " was opened before")
        : new Ruling.Accepted(
            new Effect.OrderOpened(head.orderId(), head.consumer(), head.pageCount()));
  }

  private Ruling count(Receipt receipt, Genesis rules) {
    var task = receipt.taskId();
    var order = orders.open(task.orderId());
    if (!receipt.coordinator().equals(coordinator)) {
      return foreign(receipt.coordinator());
    }
    if (order == null) {
      return no(Rule.ORDER_NOT_OPEN, "order " + task.orderId() + " is not open");
    }
    if (!receipt.consumer().equals(order.consumer())) {
      return no(Rule.WRONG_CONSUMER, "the order is by " + order.consumer().abbreviated());
    }
    if (task.index() >= order.pageCount()) {
      return no(Rule.NO_SUCH_PAGE, "the order has " + order.pageCount() + " pages: " + task);
    }
    if (order.paid().get(task.index())) {
      return no(Rule.TASK_PAID, "task " + task + " has its receipt");
    }
    return contribute(receipt, rules);
  }

  private Ruling contribute(Receipt receipt, Genesis rules) {
    long delivered = Math.min(receipt.delivered().count(), rules.deliveredCap().count());
    long credit =
        switch (receipt.outcome()) {
          case OK -> rules.pageCredit().count();
          case REFUSED -> rules.refusalCredit().count();
          case FAILED -> 0;
        };
    if (delivered > Long.MAX_VALUE - credit
        || !contributions.hasRoomFor(new Bytes(delivered + credit))) {
      return no(Rule.SUM_TOO_LARGE, "the epoch's contributions would pass 2^63-1 bytes");
    }
    return new Ruling.Accepted(
        new Effect.Contributed(receipt.taskId(), receipt.agent(), new Bytes(delivered + credit)));
  }

  private Ruling room(Ruling ruling) {
    boolean isTooMuch =
        ruling instanceof Ruling.Accepted(Effect.Carried carried)
            && !contributions.hasRoomFor(carried.contribution());
    return isTooMuch
        ? no(Rule.SUM_TOO_LARGE, "the epoch's contributions would pass 2^63-1 bytes")
        : ruling;
  }

  private Ruling close(OrderClosed end) {
    return orders.open(end.orderId()) == null
        ? no(Rule.ORDER_NOT_OPEN, "order " + end.orderId() + " is not open")
        : new Ruling.Accepted(new Effect.OrderEnded(end.orderId()));
  }

  private Ruling pay(EpochClosed end, Genesis rules) {
    if (end.epoch() != epoch || epoch == Long.MAX_VALUE) {
      return no(Rule.WRONG_EPOCH, "expected the end of epoch " + epoch + ", got " + end.epoch());
    }
    var payouts = new TreeMap<PublicKey, MicroLmr>();
    var weights = new TreeMap<PublicKey, Long>();
    contributions.all().forEach((agent, bytes) -> weights.put(agent, bytes.count()));
    LargestRemainder.split(rules.epochPool().count(), weights)
        .forEach((agent, share) -> payouts.put(agent, new MicroLmr(share)));
    if (!payouts.isEmpty() && !balances.hasRoomFor(rules.epochPool())) {
      return no(Rule.SUM_TOO_LARGE, "all balances together would pass 2^63-1");
    }
    return new Ruling.Accepted(
        new Effect.EpochPaid(epoch, contributions.receipts(), contributions.total(), payouts));
  }

  /** Takes the effect of the statement that was decided last. */
  public void apply(Effect effect) {
    switch (effect) {
      case Effect.Started(var first) -> genesis = first;
      case Effect.OrderOpened(var id, var consumer, var pages) -> orders.open(id, consumer, pages);
      case Effect.Contributed(var task, var agent, var contribution) -> {
        orders.pay(task);
        contributions.add(agent, contribution);
      }
      case Effect.Carried carried -> {
        sessions.add(carried);
        contributions.add(carried.provider(), carried.contribution());
      }
      case Effect.OrderEnded(var id) -> orders.close(id);
      case Effect.Measured measured -> lines.add(measured);
      case Effect.Linked linked -> links.add(linked);
      case Effect.EpochPaid paid -> {
        balances.credit(paid.payouts());
        contributions.clear();
        epoch++;
      }
    }
  }

  /** Null before the first entry. */
  public @Nullable Genesis genesis() {
    return genesis;
  }

  /** The epoch that is open, from 0. */
  public long epoch() {
    return epoch;
  }

  public Balances balances() {
    return balances;
  }

  public Contributions contributions() {
    return contributions;
  }

  /** What an agent's line is proven to do; empty if it was never challenged. */
  public Optional<BytesPerSecond> proven(PublicKey agent, ChallengeDirection direction) {
    return lines.proven(agent, direction);
  }

  /** The line behind which an agent is; others with the same one share it. */
  public String linkId(PublicKey agent) {
    return links.linkId(agent);
  }

  /** Equal for equal states: the digest of a text with all that the rules depend on. */
  public Sha256 digest() {
    var out = new StringBuilder();
    out.append("coordinator ").append(coordinator).append('\n');
    describe(genesis, out);
    out.append("epoch ").append(epoch).append(' ').append(contributions.receipts()).append('\n');
    balances.all().forEach((key, amount) -> line(out, "balance ", key, amount.count()));
    contributions.all().forEach((key, bytes) -> line(out, "contribution ", key, bytes.count()));
    orders.describe(out);
    lines.describe(out);
    links.describe(out);
    sessions.describe(out);
    return Sha256.of(out.toString());
  }

  private static void describe(@Nullable Genesis rules, StringBuilder out) {
    if (rules != null) {
      out.append("genesis ").append(rules.origin()).append(' ');
      out.append(rules.createdAt()).append(' ').append(rules.epochPool().count()).append(' ');
      out.append(rules.pageCredit().count()).append(' ').append(rules.refusalCredit().count());
      out.append(' ').append(rules.deliveredCap().count()).append('\n');
    }
  }

  private static void line(StringBuilder out, String kind, PublicKey key, long count) {
    out.append(kind).append(key).append(' ').append(count).append('\n');
  }

  private Ruling foreign(PublicKey named) {
    return no(
        Rule.FOREIGN_COORDINATOR,
        "this log is kept by " + coordinator.abbreviated() + ", not " + named.abbreviated());
  }

  private static Ruling no(Rule rule, String detail) {
    return new Ruling.Rejected(rule, detail);
  }
}
