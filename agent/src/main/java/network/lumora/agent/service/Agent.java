package network.lumora.agent.service;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.link.CoordinatorLink;
import network.lumora.agent.receipt.Settlements;
import network.lumora.agent.rules.RulesInForce;
import network.lumora.agent.work.Workbench;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.BridgedAgent;
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
    this.bridge = bridge;
    this.key = key;
  }

  /**
   * Starts everything: first the link, then the API, which is slower to load.
   *
   * @throws IOException with the cure: no consent, another agent in the folder, a taken port
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
    new ConsentGate(ConsentText.current(), journal.consents()).requireGiven();
    var identity = IdentityKey.loadOrCreate(setup.dataFolder().resolve("agent.key"));
    var sealKey = SealKey.loadOrCreate(setup.dataFolder().resolve("seal.key"));
    var allowance =
        new Allowance(
            journal.limits(),
            journal.usage(),
            world.clock(),
            world.nanos(),
            world.zone(),
            setup.slots());
    var rules =
        HostRulebook.open(setup.dataFolder(), journal, world, world::monthStart, setup.slots());
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
      var live = live(setup, link, work);
      var stored =
          new StoredAgent(journal, allowance, world, identity.publicKey().toString(), live);
      var key = identity.publicKey().toString();
      var unready = new Unready();
      var bridged =
          new BridgedAgent(
              stored,
              stored,
              unready,
              rules,
              new JournalDesk(journal, rules, world.zone()),
              new ReceiptDesk(journal, key, world.clock(), world.zone()),
              unready,
              unready,
              unready,
              unready,
              new KeySigner(identity, AGENT_NAME));
      var bridge =
          new Bridge(
              bridged,
              new BridgeFiles(setup.dataFolder()),
              setup.apiPorts(),
              world.clock(),
              world.nanos());
      return new Agent(
          lock,
          journal,
          allowance,
          rules,
          DailyCare.start(journal, world.clock()),
          pages,
          work,
          link,
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

  private static StoredAgent.Live live(Setup setup, CoordinatorLink link, Workbench work) {
    return new StoredAgent.Live() {
      @Override
      public AgentStatus.Connection connection() {
        var state = link.state();
        return new AgentStatus.Connection(
            setup.coordinator().toString(),
            state.coordinator().map(PublicKey::toString).orElse(null),
            state.word(),
            state.detail());
      }

      @Override
      public int slots() {
        return work.slots();
      }

      @Override
      public int working() {
        return work.working();
      }
    };
  }

  public PublicKey key() {
    return key;
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
