package network.lumora.agent.service;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.link.CoordinatorLink;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.agent.receipt.Settlements;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.work.Workbench;
import network.lumora.bridge.api.Bridge;
import network.lumora.bridge.api.BridgeFiles;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.SealKey;
import network.lumora.scraper.PoliteScraper;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.machine.MachineNetwork;

/** A running agent. Thread-safe. */
public final class Agent implements AutoCloseable {
  /** Of this program, as coordinators see it. */
  public static final String VERSION = "0.1.0";

  /** As a browser shows it while pairing. */
  private static final String AGENT_NAME = "Lumora on this computer";

  private final FolderLock lock;
  private final Journal journal;
  private final Allowance allowance;
  private final RulesInForce rules;
  private final DailyCare care;
  private final ScraperPages pages;
  private final Workbench work;
  private final CoordinatorLink link;
  private final Served served;
  private final Bridge bridge;
  private final PublicKey key;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Agent(
      FolderLock lock,
      Journal journal,
      Allowance allowance,
      RulesInForce rules,
      DailyCare care,
      ScraperPages pages,
      Workbench work,
      CoordinatorLink link,
      Served served,
      Bridge bridge,
      PublicKey key) {
    this.lock = lock;
    this.journal = journal;
    this.allowance = allowance;
    this.rules = rules;
    this.care = care;
    this.pages = pages;
    this.work = work;
    this.link = link;
    this.served = served;
    this.bridge = bridge;
    this.key = key;
  }

  /**
   * Starts everything: first the link, then the API, which is slower to load. Without consent the
   * link rests until it is given.
   *
   * @throws IOException with the cure: another agent in the folder, a taken port
   */
  public static Agent start(Setup setup, World world) throws IOException {
    var lock = FolderLock.take(setup.dataFolder());
    try {
      var journal = Journal.open(setup.dataFolder());
      try {
        return start(setup, world, lock, journal);
      } catch (IOException | RuntimeException e) {
        journal.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Agent start(Setup setup, World world, FolderLock lock, Journal journal)
      throws IOException {
    var gate = new ConsentGate(ConsentText.current(), journal.consents());
    var identity = IdentityKey.loadOrCreate(setup.dataFolder().resolve("agent.key"));
    var sealKey = SealKey.loadOrCreate(setup.dataFolder().resolve("seal.key"));
    var allowance =
        new Allowance(
            journal.settings(),
            journal.usage(),
            world.clock(),
            world.nanos(),
            world.zone(),
            setup.slots());
    boolean isGiven = gate.given().isPresent();
    allowance.surroundings(around -> around.withConsent(isGiven));
    var rules =
        HostRulebook.open(
            setup.dataFolder(),
            journal,
            world,
            at -> world.monthStart(at, allowance.settings().monthStartsOn()),
            setup.slots());
    var addresses = new PublicAddresses();
    var pages = pages(setup, world, allowance, addresses);
    var outbox = journal.outbox();
    var work =
        new Workbench(
            identity,
            sealKey,
            journal.leases(),
            allowance,
            outbox,
            pages,
            rules,
            world.clock(),
            setup.slots());
    var link =
        new CoordinatorLink(
            identity,
            sealKey.publicKey(),
            VERSION,
            setup.coordinator(),
            journal.pins(),
            allowance,
            rules,
            work,
            outbox,
            new Settlements(identity.publicKey(), outbox, world.clock()),
            (_, welcome) -> addresses.told(welcome.publicAddress()),
            world.clock(),
            world.nanos(),
            world.random());
    link.start();
    try {
      var served =
          Served.of(
              new Served.Parts(
                  setup,
                  world,
                  journal,
                  allowance,
                  rules,
                  gate,
                  new RunningLink(setup.coordinator().toString(), link, work),
                  new KeySigner(identity, AGENT_NAME)));
      var bridge =
          new Bridge(
              served.agent(),
              new BridgeFiles(setup.dataFolder()),
              setup.apiPorts(),
              world.clock(),
              world.nanos());
      served.watch().start();
      return new Agent(
          lock,
          journal,
          allowance,
          rules,
          DailyCare.start(journal, world.clock()),
          pages,
          work,
          link,
          served,
          bridge,
          identity.publicKey());
    } catch (IOException e) {
      link.close();
      throw e;
    }
  }

  private static ScraperPages pages(
      Setup setup, World world, Allowance allowance, PublicAddresses addresses) {
    var development = new DevelopmentDestinations(setup.developmentDestinations());
    var network = new MachineNetwork(addresses, world.nanos());
    return new ScraperPages(
        allowance,
        (userAgent, throttle, hostRules) ->
            new PoliteScraper(
                userAgent, throttle, hostRules, network, development, world.clock(), world.nanos()),
        world.clock());
  }

  public PublicKey key() {
    return key;
  }

  /** Whether the host has yet to agree; until then nothing runs. */
  public boolean waitsForConsent() {
    return allowance.standing().isFor(ReasonCode.NO_CONSENT);
  }

  public int apiPort() {
    return bridge.port();
  }

  /** Stops work, says goodbye, and writes what is left to write. */
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      work.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.close();
    bridge.close();
    served.close();
    care.close();
    pages.close();
    try {
      allowance.flush();
      rules.traffic().flush();
    } finally {
      journal.close();
      lock.close();
    }
  }
}
