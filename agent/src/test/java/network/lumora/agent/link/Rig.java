package network.lumora.agent.link;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.datagram.UdpProver;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.receipt.Settlements;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.RelayParts;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.service.HostRulebook;
import network.lumora.agent.service.World;
import network.lumora.agent.trial.KeptTests;
import network.lumora.agent.trial.TrialDesk;
import network.lumora.agent.trial.TrialParts;
import network.lumora.agent.trial.Watched;
import network.lumora.agent.work.Workbench;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.seal.SealKey;

/** An agent with everything real but the pages it fetches. */
final class Rig implements AutoCloseable {
  final IdentityKey identity;
  final SealKey sealKey;
  final Journal journal;
  final Allowance allowance;
  final RulesInForce rules;
  final ScriptedPages pages;
  final Workbench work;
  final CoordinatorLink link;

  /** Not midnight, when caps of a day begin anew. */
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  final InstantSource clock = InstantSource.fixed(NOW);
  final KeptTests keeping = new KeptTests();

  Rig(Path folder, String address) throws IOException {
    this(folder, address, new ScriptedPages(), null);
  }

  Rig(
      Path folder,
      String address,
      ScriptedPages pages,
      network.lumora.protocol.identity.@org.jspecify.annotations.Nullable PublicKey pinned)
      throws IOException {
    this.identity = IdentityKey.loadOrCreate(folder.resolve("agent.key"));
    this.sealKey = SealKey.loadOrCreate(folder.resolve("seal.key"));
    this.journal = Journal.open(folder);
    this.pages = pages;
    this.allowance =
        new Allowance(
            journal.settings(), journal.usage(), clock, System::nanoTime, ZoneOffset.UTC, 4);
    pages.allowance = allowance;
    this.rules =
        HostRulebook.open(
            folder,
            journal,
            new World(clock, System::nanoTime, ZoneOffset.UTC, () -> 0L),
            now -> now.truncatedTo(ChronoUnit.DAYS),
            4);
    var outbox = journal.outbox();
    this.work =
        new Workbench(
            identity, sealKey, journal.leases(), allowance, outbox, pages, rules, clock, 4);
    this.link =
        new CoordinatorLink(
            new LinkParts(
                identity,
                sealKey.publicKey(),
                "0.1.0",
                CoordinatorAddress.of(address, pinned, false),
                journal.pins(),
                allowance,
                rules,
                work,
                outbox,
                new Settlements(identity.publicKey(), outbox, clock),
                trials(),
                relays(),
                List.of("scrape", "prove"),
                Optional.of(Place.parse("DE-BE")),
                (_, _) -> {},
                clock,
                System::nanoTime),
            () -> 0L);
  }

  private RelayDesk relays() {
    return new RelayDesk(
        new RelayParts(
            identity,
            allowance,
            rules,
            (_, _, _) -> {},
            () -> "0".repeat(32),
            clock,
            System::nanoTime),
        Optional.empty());
  }

  private TrialDesk trials() {
    return new TrialDesk(
        new TrialParts(
            identity,
            allowance,
            () -> work.working(),
            new Watched(),
            _ -> true,
            (end, to, _) -> new UdpProver(System::nanoTime).drive(end, to),
            (end, to, _) -> new UdpProver(System::nanoTime).drive(end, to),
            _ -> {},
            keeping,
            new SecureRandom(),
            clock,
            System::nanoTime),
        Optional.empty());
  }

  Rig started() {
    link.start();
    return this;
  }

  /** Something that becomes true while others work. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  static void await(Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not become true");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  void awaitSettled(int count) throws IOException {
    await(() -> journal.receipts().counts().settled() == count);
  }

  /** Ends without a word, as a killed process does. */
  void kill() throws IOException {
    journal.close();
    link.close();
  }

  @Override
  public void close() throws IOException {
    link.close();
    try {
      work.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.close();
  }
}
