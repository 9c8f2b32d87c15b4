package network.lumora.agent.service;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.agent.consent.ConsentText;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.ReasonCode;
import network.lumora.bridge.api.Bridge;
import network.lumora.bridge.api.BridgeFiles;
import network.lumora.protocol.identity.PublicKey;

/** A running agent. Thread-safe. */
public final class Agent implements AutoCloseable {
  /** Of this program, as coordinators see it. */
  public static final String VERSION = "0.1.0";

  /** As a browser shows it while pairing. */
  private static final String AGENT_NAME = "Lumora on this computer";

  private final FolderLock lock;
  private final Journal journal;
  private final Engine engine;
  private final DailyCare care;
  private final Served served;
  private final Bridge bridge;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Agent(
      FolderLock lock,
      Journal journal,
      Engine engine,
      DailyCare care,
      Served served,
      Bridge bridge) {
    this.lock = lock;
    this.journal = journal;
    this.engine = engine;
    this.care = care;
    this.served = served;
    this.bridge = bridge;
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
      var keys = LoadingKeys.in(setup.dataFolder());
      var journal = Journal.open(setup.dataFolder());
      try {
        return start(setup, world, lock, keys, journal);
      } catch (IOException | RuntimeException e) {
        journal.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Agent start(
      Setup setup, World world, FolderLock lock, LoadingKeys keys, Journal journal)
      throws IOException {
    var gate = new ConsentGate(ConsentText.current(), journal.consents());
    var engine = Engine.of(setup, world, journal, gate, keys);
    engine.link().start();
    try {
      var served = served(setup, world, journal, gate, engine);
      var bridge =
          new Bridge(
              served.agent(),
              new BridgeFiles(setup.dataFolder()),
              setup.apiPorts(),
              world.clock(),
              world.nanos());
      served.watch().start();
      var care = DailyCare.start(journal, world.clock());
      return new Agent(lock, journal, engine, care, served, bridge);
    } catch (IOException e) {
      engine.link().close();
      throw e;
    }
  }

  private static Served served(
      Setup setup, World world, Journal journal, ConsentGate gate, Engine engine)
      throws IOException {
    return Served.of(
        new Served.Parts(
            setup,
            world,
            journal,
            engine.allowance(),
            engine.meter(),
            engine.rules(),
            engine.line(),
            gate,
            engine.running(setup.coordinator().toString()),
            new KeySigner(engine.identity(), AGENT_NAME)));
  }

  public PublicKey key() {
    return engine.identity().publicKey();
  }

  /** Whether the host has yet to agree; until then nothing runs. */
  public boolean waitsForConsent() {
    return engine.allowance().standing().isFor(ReasonCode.NO_CONSENT);
  }

  public int apiPort() {
    return bridge.port();
  }

  /** Where it challenges others, if it does. */
  public OptionalInt challengerPort() {
    return engine.trials().number();
  }

  /** Where parties of relays come, if they may. */
  public OptionalInt relayPort() {
    return engine.relays().number();
  }

  /** Stops work, says goodbye, and writes what is left to write. */
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      engine.work().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    engine.link().close();
    engine.trials().close();
    engine.relays().close();
    bridge.close();
    served.close();
    care.close();
    engine.pages().close();
    try {
      engine.allowance().flush();
      engine.rules().traffic().flush();
      engine.line().close();
    } finally {
      journal.close();
      lock.close();
    }
  }
}
