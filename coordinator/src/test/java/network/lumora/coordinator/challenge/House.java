package network.lumora.coordinator.challenge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.registry.Line;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ProverAck;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.ToCoordinator.ChallengeDeclineReason;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator's challenges, and agents that answer them at once and by hand: no datagram moves,
 * and a line is as fast as the test says.
 */
final class House implements AutoCloseable {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  final IdentityKey coordinator = IdentityKey.generate();
  final Agents agents = new Agents("0.1.0", AssignTerms.DEFAULT.pool());
  final SqliteBooks books;
  final Challenges challenges;
  final List<Prover> provers = new ArrayList<>();
  final List<Challenging> challengers = new ArrayList<>();
  Instant now = NOON;
  private final StatementCodec statements = new StatementCodec();

  House(Path folder, Bytes perDay, int patienceMillis) throws IOException {
    books = SqliteBooks.open(folder.resolve("book.db"));
    challenges =
        new Challenges(
            new ChallengeTerms(
                Duration.ZERO, HOUR, perDay, Set.of(), Duration.ofMillis(patienceMillis)),
            books,
            agents,
            coordinator.publicKey(),
            new Verdicts(books, coordinator, () -> {}, () -> now),
            new Random(11),
            () -> now,
            System::nanoTime);
  }

  /** Enough time for everyone's next challenge, however long the wait that was drawn. */
  void step() throws IOException, ProtocolException, InterruptedException {
    challenges.step();
    now = now.plus(HOUR.multipliedBy(50));
  }

  List<Outbox.Entry> logged() throws IOException, ProtocolException {
    return books.read(book -> book.outbox().first(100));
  }

  Prover prover(long bytesPerSecond) {
    return prover(bytesPerSecond, "198.51." + provers.size() + ".7", "home " + provers.size());
  }

  /** At an address, in a home whose line all its provers share. */
  Prover prover(long bytesPerSecond, String address, String home) {
    var prover = new Prover(bytesPerSecond, address, home);
    provers.add(prover);
    return prover;
  }

  Challenging challenger() {
    var challenger = new Challenging("203.0." + challengers.size() + ".7");
    challengers.add(challenger);
    challenges.isAt(
        challenger.key(),
        new ToCoordinator.ChallengerAt(
            "",
            8482,
            new BytesPerSecond(125_000_000),
            new BytesPerSecond(125_000_000),
            Sha256.of("its certificate")));
    return challenger;
  }

  /** An agent that has come. */
  abstract class Party implements Line {
    final IdentityKey identity = IdentityKey.generate();
    final List<ToAgent> heard = new ArrayList<>();
    private final String address;

    Party(String capability, String address) {
      this.address = address;
      agents.arrives(
          new Greeting(
              "0".repeat(32),
              coordinator.publicKey(),
              key(),
              SealKey.generate().publicKey(),
              "0.1.0",
              List.of(capability),
              1,
              0,
              List.of()),
          this,
          List.of());
      agents.tells(key(), 1, new BytesPerSecond(1_000_000));
    }

    PublicKey key() {
      return identity.publicKey();
    }

    @Override
    public void send(ToAgent message) {
      heard.add(message);
      answer(message);
    }

    abstract void answer(ToAgent message);

    @Override
    public String publicAddress() {
      return address;
    }

    @Override
    public void close(ErrorCode reason, String detail) {}

    long count(Class<? extends ToAgent> kind) {
      return heard.stream().filter(kind::isInstance).count();
    }
  }

  /** Somebody's line. */
  final class Prover extends Party {
    long truth;
    @Nullable ChallengeDeclineReason declines;
    boolean overWebSocketOnly;
    boolean declinesBesideOthers;
    String home;
    Set<Integer> keepsQuietAbout = new HashSet<>();

    Prover(long truth, String address, String home) {
      super(Greeting.PROVE, address);
      this.truth = truth;
      this.home = home;
    }

    /** What is left of the line for one of those who are challenged at once. */
    long share(String challengeId) {
      long sharing =
          provers.stream()
              .filter(other -> other.home.equals(home) && other.isAsked(challengeId))
              .count();
      return truth / Math.max(1, sharing);
    }

    private boolean isAsked(String challengeId) {
      return heard.stream()
          .anyMatch(it -> it instanceof ToAgent.ProveLine ask && isOf(ask, challengeId));
    }

    private static boolean isOf(ToAgent.ProveLine ask, String challengeId) {
      return ask.challengeId().equals(challengeId);
    }

    private boolean isOneOfMany(ToAgent.ProveLine ask) {
      return provers.stream().anyMatch(other -> other != this && other.isAsked(ask.challengeId()));
    }

    @Override
    void answer(ToAgent message) {
      if (message instanceof ToAgent.ProveLine ask) {
        challenges.hear(key(), ask.challengeId(), reply(ask));
      }
    }

    private ToCoordinator reply(ToAgent.ProveLine ask) {
      if (declines != null) {
        return new ToCoordinator.ChallengeDeclined(ask.challengeId(), declines);
      }
      if (declinesBesideOthers && isOneOfMany(ask)) {
        return new ToCoordinator.ChallengeDeclined(
            ask.challengeId(), ChallengeDeclineReason.USER_ACTIVE);
      }
      var consent =
          new ProverConsent(
              ask.challengeId(),
              key(),
              coordinator.publicKey(),
              ask.direction(),
              ask.commitment(),
              ask.candidatesSha256(),
              "5".repeat(32));
      return new ToCoordinator.ProverReady(ask.challengeId(), statements.sign(consent, identity));
    }

    void acknowledge(SlotRecord record, Sha256 transcript) {
      if (!keepsQuietAbout.contains(record.slot())) {
        var ack =
            new ProverAck(
                record.challengeId(),
                record.slot(),
                record.direction(),
                key(),
                record.challenger(),
                record.bytes(),
                transcript);
        challenges.hear(
            key(),
            record.challengeId(),
            new ToCoordinator.ProverDone(
                record.challengeId(), record.slot(), statements.sign(ack, identity)));
      }
    }
  }

  /** A challenger that tells the truth, or its factor of it. */
  final class Challenging extends Party {
    double factor = 1;
    boolean silent;
    Sha256 transcript = Sha256.of("payload");
    private ToAgent.@Nullable RunSlot armed;

    Challenging(String address) {
      super(Greeting.CHALLENGE, address);
    }

    @Override
    void answer(ToAgent message) {
      switch (message) {
        case ToAgent.RunSlot run -> arm(run);
        case ToAgent.StartSlot start -> begin(start);
        default -> {
          // Nothing to say.
        }
      }
    }

    private void arm(ToAgent.RunSlot run) {
      armed = run;
      if (run.path() == SlotPath.WEBSOCKET || !prover(run.prover()).overWebSocketOnly) {
        challenges.hear(
            key(), run.challengeId(), new ToCoordinator.PathOpen(run.challengeId(), run.slot()));
      }
    }

    private void begin(ToAgent.StartSlot start) {
      var run = armed;
      if (run == null || silent) {
        return;
      }
      var prover = prover(run.prover());
      long seen = Math.min(start.rate().count(), prover.share(start.challengeId()));
      var told = new BytesPerSecond(start.slot() == 0 ? seen : Math.round(seen * factor));
      var record =
          new SlotRecord(
              start.challengeId(),
              start.slot(),
              run.direction(),
              run.prover(),
              key(),
              new Bytes(seen / 10),
              told,
              told,
              9_000,
              run.path(),
              transcript,
              now);
      challenges.hear(
          key(),
          start.challengeId(),
          new ToCoordinator.SlotDone(
              start.challengeId(), start.slot(), statements.sign(record, identity)));
      prover.acknowledge(record, Sha256.of("payload"));
    }

    private Prover prover(PublicKey key) {
      return provers.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }
  }

  @Override
  public void close() throws IOException {
    challenges.close();
    books.close();
  }
}
