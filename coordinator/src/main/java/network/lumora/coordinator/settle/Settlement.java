package network.lumora.coordinator.settle;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.Delivery;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.book.TaskState;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.lease.Dispatch;
import network.lumora.coordinator.lease.TaskLife;
import network.lumora.proof.fraud.Finding;
import network.lumora.proof.fraud.Fork;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.receipt.ReceiptRules;
import network.lumora.proof.receipt.ReceiptVerdict;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToAgent.UnpaidReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles deliveries: each is judged once, and everything that follows from it is one change of the
 * book. Thread-safe; calls wait for the disk.
 */
public final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  /**
   * How far ahead of the last one without gap a sequence may be: more than an agent can have under
   * way at once.
   */
  static final long MAX_GAP = 4_096;

  private final Books books;
  private final TaskLife life;
  private final Dispatch dispatch;
  private final LogFeed feed;
  private final Answers answers;
  private final InstantSource clock;
  private final Inspection inspection;
  private final Scrutiny scrutiny = new Scrutiny();
  private final Counts counts;
  private final Function<Book, Lines> lines;

  /**
   * @param lines what is known of lines, as a transaction of the book sees it
   */
  public Settlement(
      Books books,
      TaskLife life,
      Dispatch dispatch,
      LogFeed feed,
      Answers answers,
      Function<Book, Lines> lines,
      Counts counts,
      Signer coordinator,
      InstantSource clock) {
    this.books = books;
    this.life = life;
    this.dispatch = dispatch;
    this.feed = feed;
    this.answers = answers;
    this.clock = clock;
    this.inspection = new Inspection(coordinator);
    this.lines = lines;
    this.counts = counts;
  }

  /**
   * Settles what {@code agent} delivered. On return it is durable.
   *
   * @return what the agent is told now; empty if its receipt counts and goes to the log first
   * @throws ProtocolException CONFLICT or OVER_LIMIT for a sequence that cannot be; nothing changed
   * @throws IOException if it could not be stored; nothing changed
   */
  public Optional<ToAgent> settle(PublicKey agent, Arrived delivery)
      throws IOException, ProtocolException {
    var inspected = inspection.of(agent, delivery);
    var now = clock.instant();
    var judged = books.write(book -> judge(book, inspected, now));
    return switch (judged) {
      case Judged.Contradicted(var sequence) -> throw contradiction(sequence);
      case Judged.Settled settled -> {
        count(settled, inspected);
        free(inspected, settled, delivery.delivery().connectMillis());
        yield answers.of(settled.delivery());
      }
    };
  }

  private sealed interface Judged {
    /**
     * @param isNews whether it was not settled before
     */
    record Settled(Delivery delivery, List<Lease> overtaken, boolean isNews) implements Judged {}

    /** Another receipt has this sequence. */
    record Contradicted(long sequence) implements Judged {}
  }

  private void count(Judged.Settled settled, Inspected inspected) {
    if (!settled.isNews()) {
      return;
    }
    switch (settled.delivery().fate()) {
      case Delivery.Unpaid(var reason, _) -> {
        counts.add(Event.RESULT_UNPAID, reason);
        LOG.atInfo()
            .addKeyValue("agent", inspected.agent())
            .addKeyValue("sequence", inspected.sequence())
            .addKeyValue("reason", reason)
            .log("a result is not paid");
      }
      case Delivery.Counted _ -> count(inspected);
    }
  }

  private void count(Inspected inspected) {
    if (inspected instanceof Inspected.Sound sound) {
      counts.add(Event.RESULT_COUNTED, sound.receipt().outcome());
      counts.add(Event.BYTES_DELIVERED, sound.counted().bytes().count());
    }
  }

  private void free(Inspected inspected, Judged.Settled judged, @Nullable Integer connectMillis)
      throws IOException, ProtocolException {
    if (inspected instanceof Inspected.Sound sound) {
      dispatch.delivered(sound.agent(), sound.receipt().leaseId(), connectMillis);
    }
    judged.overtaken().forEach(dispatch::overtaken);
    dispatch.nudge();
    feed.nudge();
  }

  private Judged judge(Book book, Inspected inspected, Instant now)
      throws IOException, ProtocolException {
    var agent = inspected.agent();
    var before = book.deliveries().find(agent, inspected.sequence());
    if (before.isPresent()) {
      return seenBefore(book, before.get(), inspected, now);
    }
    requireNear(book, inspected);
    return switch (inspected) {
      case Inspected.Unsound unsound ->
          refuse(book, inspected, UnpaidReason.RECEIPT_INVALID, unsound.detail(), now);
      case Inspected.Sound sound -> judgeSound(book, sound, now);
    };
  }

  private static Judged seenBefore(Book book, Delivery before, Inspected inspected, Instant now)
      throws IOException {
    if (before.payloadSha256().equals(inspected.payloadSha256())) {
      return new Judged.Settled(before, List.of(), false);
    }
    if (before.fate() instanceof Delivery.Counted(var counted, _)
        && inspected instanceof Inspected.Sound sound) {
      keep(book, Fork.judge(counted, sound.signed()), sound, List.of(counted, sound.signed()), now);
    }
    return new Judged.Contradicted(inspected.sequence());
  }

  private static void keep(
      Book book,
      Optional<Finding> finding,
      Inspected.Sound sound,
      List<Envelope> bodies,
      Instant now)
      throws IOException {
    if (finding.isPresent()) {
      book.evidence().keep(sound.agent(), finding.get(), bodies, now);
    }
  }

  private static ProtocolException contradiction(long sequence) {
    return new ProtocolException(
        ErrorCode.CONFLICT,
        "sequence %d was used for another receipt; count on from receivedThrough"
            .formatted(sequence));
  }

  private static void requireNear(Book book, Inspected inspected)
      throws IOException, ProtocolException {
    long through = book.deliveries().receivedThrough(inspected.agent());
    if (inspected.sequence() <= through) {
      throw new ProtocolException(
          ErrorCode.CONFLICT,
          "sequence %d was acknowledged as settled before; count on from %d"
              .formatted(inspected.sequence(), through));
    }
    if (inspected.sequence() - through > MAX_GAP) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT,
          "sequence %d is more than %d after %d; deliver those before it first"
              .formatted(inspected.sequence(), MAX_GAP, through));
    }
  }

  private Judged judgeSound(Book book, Inspected.Sound sound, Instant now) throws IOException {
    var receipt = sound.receipt();
    var given = book.leases().find(receipt.leaseId());
    var order = book.orders().find(receipt.taskId().orderId());
    if (given.isEmpty() || !given.get().statement().agent().equals(sound.agent())) {
      return refuse(
          book, sound, UnpaidReason.UNKNOWN_LEASE, "no such lease was given to this agent", now);
    }
    if (order.isEmpty()) {
      return refuse(
          book, sound, UnpaidReason.RECEIPT_INVALID, "the receipt is for no order of ours", now);
    }
    var lease = given.get().statement();
    var verdict = ReceiptRules.judge(receipt, lease, order.get().consumer(), sound.counted(), now);
    if (verdict instanceof ReceiptVerdict.Refused(var reason, var detail)) {
      life.giveBack(book, lease, now);
      return refuse(book, sound, reason, detail, now);
    }
    var known = lines.apply(book);
    var forbidden = Scrutiny.forbids(receipt, known);
    if (forbidden.isPresent()) {
      life.giveBack(book, lease, now);
      keep(book, forbidden, sound, List.of(sound.signed()), now);
      return refuse(book, sound, UnpaidReason.SELF_DEALING, forbidden.get().detail(), now);
    }
    for (var notice : scrutiny.notices(receipt, known, lease.issuedAt(), now)) {
      keep(book, Optional.of(notice), sound, List.of(sound.signed()), now);
    }
    var task = book.tasks().find(lease.taskId());
    if (task.isEmpty() || !life.isUndecided(order.get(), task.get())) {
      book.leases().end(lease.leaseId());
      book.lateResults().keep(receipt, sound.signed(), sound.sealed(), now);
      var state = task.isEmpty() ? TaskState.DROPPED : task.get().state();
      return refuse(book, sound, late(state), "the task was over: " + state, now);
    }
    return count(book, sound, lease, now);
  }

  private static UnpaidReason late(TaskState state) {
    return switch (state) {
      case OK, REFUSED, FAILED -> UnpaidReason.ALREADY_DONE;
      case WAITING, WORKING, EXHAUSTED, DROPPED -> UnpaidReason.ORDER_CLOSED;
    };
  }

  private Judged count(Book book, Inspected.Sound sound, Lease lease, Instant now)
      throws IOException {
    var receipt = sound.receipt();
    var deliveries = book.deliveries();
    long number =
        deliveries.count(
            receipt,
            sound.payloadSha256(),
            lease.policySha256(),
            sound.countersigned(),
            sound.sealed(),
            now);
    book.outbox()
        .add(
            new Outbox.DeliveryCounts(number, receipt.agent(), receipt.sequence()),
            sound.countersigned());
    var overtaken =
        life.finish(book, lease, TaskState.of(receipt.outcome()), sound.counted().bytes());
    return new Judged.Settled(
        deliveries.find(receipt.agent(), receipt.sequence()).orElseThrow(), overtaken, true);
  }

  private static Judged refuse(
      Book book, Inspected inspected, UnpaidReason reason, String detail, Instant now)
      throws IOException {
    book.deliveries()
        .refuse(
            inspected.agent(),
            inspected.sequence(),
            inspected.payloadSha256(),
            reason,
            detail,
            now);
    return new Judged.Settled(
        new Delivery(
            inspected.agent(),
            inspected.sequence(),
            inspected.payloadSha256(),
            new Delivery.Unpaid(reason, detail)),
        List.of(),
        true);
  }
}
