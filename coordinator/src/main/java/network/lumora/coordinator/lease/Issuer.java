package network.lumora.coordinator.lease;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.book.GivenLease;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Line;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes out, stores and sends the leases that were decided on, while the next are decided on: one
 * part is sealed while another waits for the disk. Thread-safe.
 */
final class Issuer {
  private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);

  /** Leases between decision and agent: a tenth of a second of giving at its fastest. */
  private static final int MAX_IN_HAND = 256;

  /** Leases that one task of the executor sees to: some milliseconds of sealing and signing. */
  private static final int PART = 8;

  private final Books books;
  private final Agents agents;
  private final TaskLife life;
  private final OfferDesk desk;
  private final Underway underway;
  private final Counts counts;
  private final Executor hands;
  private final Runnable whenOver;
  private final Semaphore room = new Semaphore(MAX_IN_HAND);
  private final Queue<Match> over = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean failed = new AtomicBoolean();

  /**
   * @param hands do the work; each task waits for the disk
   * @param whenOver told, from any thread, when there is something to take over
   */
  Issuer(
      Books books,
      Agents agents,
      TaskLife life,
      OfferDesk desk,
      Underway underway,
      Counts counts,
      Executor hands,
      Runnable whenOver) {
    this.books = books;
    this.agents = agents;
    this.life = life;
    this.desk = desk;
    this.underway = underway;
    this.counts = counts;
    this.hands = hands;
    this.whenOver = whenOver;
  }

  private record Offer(OfferDesk.Written written, String reason, Match match, Line line) {
    Lease lease() {
      return written.lease();
    }
  }

  /** How many leases it would take now. */
  long room() {
    return room.availablePermits();
  }

  /**
   * Begins to issue these, each of which its agent is already reckoned to have.
   *
   * @throws IllegalStateException if there are more than there is {@link #room} for
   */
  void issue(List<Match> matches, Try which, Instant now) {
    if (!room.tryAcquire(matches.size())) {
      throw new IllegalStateException(matches.size() + " leases at once are too many");
    }
    for (int from = 0; from < matches.size(); from += PART) {
      var part = List.copyOf(matches.subList(from, Math.min(matches.size(), from + PART)));
      hands.execute(() -> issuePart(part, which, now));
    }
  }

  /** Matches whose issue is over, well or not, since the last call: what the book says holds. */
  List<Match> takeOver() {
    var taken = new ArrayList<Match>();
    for (var match = over.poll(); match != null; match = over.poll()) {
      taken.add(match);
    }
    return taken;
  }

  /** Whether something could not be stored since the last call. */
  boolean hasFailed() {
    return failed.getAndSet(false);
  }

  /** Waits until nothing is being issued; gives false if that took too long. */
  boolean awaitIdle(Duration patience) {
    try {
      boolean idle = room.tryAcquire(MAX_IN_HAND, patience.toMillis(), TimeUnit.MILLISECONDS);
      if (idle) {
        room.release(MAX_IN_HAND);
      }
      return idle;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void issuePart(List<Match> matches, Try which, Instant now) {
    var unsent = new ArrayList<>(matches);
    try {
      send(unsent, which, now);
    } catch (IOException e) {
      failed.set(true);
      LOG.warn("no task can be given now: {}", e.getMessage());
    } catch (ProtocolException | RuntimeException e) {
      failed.set(true);
      LOG.error("giving out tasks failed", e);
    } finally {
      unsent.forEach(match -> agents.ends(match.agent(), match.leaseId()));
      over.addAll(matches);
      room.release(matches.size());
      whenOver.run();
    }
  }

  /** Takes those out that are stored; what was not stored was not given. */
  private void send(List<Match> matches, Try which, Instant now)
      throws IOException, ProtocolException {
    var offers = matches.stream().flatMap(match -> write(match, now).stream()).toList();
    if (offers.isEmpty()) {
      return;
    }
    var stored = books.write(book -> store(book, offers, which));
    counts.add(Event.LEASE_GIVEN, stored.size());
    matches.removeAll(stored.stream().map(Offer::match).toList());
    var unheard = new ArrayList<Lease>();
    for (var offer : stored) {
      if (!send(offer, which, now)) {
        unheard.add(offer.lease());
      }
    }
    passOn(unheard, now);
  }

  private Optional<Offer> write(Match match, Instant now) {
    return agents
        .address(match.agent())
        .map(
            to ->
                new Offer(
                    desk.write(match, to.sealTo(), now), match.reason().text(), match, to.line()));
  }

  private static List<Offer> store(Book book, List<Offer> offers, Try which) throws IOException {
    var leases =
        offers.stream().map(offer -> new GivenLease(offer.lease(), true, offer.reason())).toList();
    var stored = new HashSet<String>();
    for (var lease : which.wanted(book, leases)) {
      book.leases().add(lease);
      stored.add(lease.statement().leaseId());
    }
    return offers.stream().filter(offer -> stored.contains(offer.lease().leaseId())).toList();
  }

  /**
   * Gives false if its agent connected again when the lease was not yet in the book: that agent
   * does not know of it, and was not asked.
   */
  private boolean send(Offer offer, Try which, Instant now) {
    if (!agents.isOn(offer.lease().agent(), offer.line())) {
      return false;
    }
    var match = offer.match();
    underway.begins(offer.lease(), match.site(), match.consumer(), which == Try.SECOND, now);
    offer.line().send(offer.written().offer());
    return true;
  }

  private void passOn(List<Lease> unheard, Instant now) throws IOException, ProtocolException {
    if (!unheard.isEmpty()) {
      books.write(
          book -> {
            for (var lease : unheard) {
              life.passOn(book, lease, now);
            }
            return true;
          });
    }
  }
}
