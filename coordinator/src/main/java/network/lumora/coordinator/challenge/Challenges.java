package network.lumora.coordinator.challenge;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Guest;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToCoordinator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has agents' lines challenged, one at a time: a challenge takes a second or two, and challengers
 * that serve two at once measure neither.
 *
 * <p>One thread calls {@link #step}, which {@link #start} does; everything else is thread-safe.
 */
public final class Challenges implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Challenges.class);

  private static final long LOOK_MILLIS = 1_000;

  /** After an agent would not, its challenge failed, or its line was not what it had been. */
  private static final Duration SOON = Duration.ofMinutes(10);

  /** For a trial that is under way. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final ChallengeTerms terms;
  private final Agents agents;
  private final InstantSource clock;
  private final Stage stage;
  private final SoloChallenges solo;
  private final JointChallenges joint;
  private final Timetable timetable;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  public Challenges(
      ChallengeTerms terms,
      Books books,
      Agents agents,
      PublicKey coordinator,
      Verdicts verdicts,
      RandomGenerator random,
      InstantSource clock,
      LongSupplier nanos) {
    this.terms = terms;
    this.agents = agents;
    this.clock = clock;
    this.stage = new Stage(terms, books, agents, coordinator, random, clock, nanos);
    this.solo = new SoloChallenges(stage, books, agents, verdicts);
    this.joint = new JointChallenges(terms, stage, books, verdicts, random);
    this.timetable = new Timetable(random);
  }

  public void start() {
    if (terms.areHeld()) {
      thread = Thread.ofVirtual().name("challenges").start(this::run);
    }
  }

  private void run() {
    try {
      do {
        look();
      } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      step();
    } catch (IOException e) {
      LOG.warn("a line cannot be challenged now: {}", e.getMessage());
    } catch (ProtocolException | RuntimeException e) {
      LOG.error("a look at the challenges failed", e);
    }
  }

  /** Where a challenger is. */
  public void isAt(PublicKey speaker, ToCoordinator.ChallengerAt place) {
    stage.challengers().isAt(speaker, place);
  }

  /** What somebody says of a challenge; of one that is over it is let go. */
  public void hear(PublicKey speaker, String challengeId, ToCoordinator message) {
    stage.hear(speaker, challengeId, message);
  }

  /** For people: challengers that are there, and what is in the way of challenging lines. */
  public State state() {
    return new State(stage.challengers().present().size(), stage.trouble());
  }

  /**
   * How challenging goes.
   *
   * @param trouble empty if nothing is in the way
   */
  public record State(int challengers, String trouble) {}

  /** Challenges one line in both directions, then one group, if they are due and willing. */
  void step() throws IOException, ProtocolException, InterruptedException {
    var now = clock.instant();
    var provers = provers();
    var present = provers.stream().map(Guest::key).toList();
    timetable.covers(present, terms.first(), now);
    stage.forgetAllBut(present);
    var due = timetable.next(ready(provers).stream().map(Guest::key).toList(), now);
    if (due.isPresent()) {
      challenge(due.get());
    }
    joint.step(provers, ready(provers()), now);
  }

  private List<Guest> provers() {
    return agents.guests(Greeting.PROVE);
  }

  private static List<Guest> ready(List<Guest> provers) {
    return provers.stream().filter(guest -> guest.willing() && guest.atRest()).toList();
  }

  private void challenge(PublicKey agent)
      throws IOException, ProtocolException, InterruptedException {
    var wait =
        switch (solo.challenge(agent)) {
          case LATER -> terms.every();
          case SOON -> shorter(SOON, terms.every());
          case AT_REST -> shorter(terms.first(), terms.every());
        };
    timetable.set(agent, wait, clock.instant());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  @Override
  public void close() {
    closed.countDown();
    var loop = thread;
    if (loop != null) {
      try {
        if (!loop.join(STOP_PATIENCE)) {
          loop.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
