package network.lumora.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.service.FolderLock;
import network.lumora.agent.service.StoredAgent;
import network.lumora.agent.service.World;
import network.lumora.bridge.api.BridgeFiles;
import network.lumora.protocol.identity.IdentityKey;

/** The running agent if one answers, else what is stored. */
final class Access implements AutoCloseable {
  /** Something to ask or tell the agent. */
  @FunctionalInterface
  interface Request<T> {
    T to(HostAgent agent) throws IOException;
  }

  private final Journal journal;
  private final HostAgent agent;

  private Access(Journal journal, HostAgent agent) {
    this.journal = journal;
    this.agent = agent;
  }

  static <T> T ask(Path dataFolder, World world, Request<T> request) throws IOException {
    var remote = running(dataFolder);
    if (remote.isPresent()) {
      return request.to(HostAgent.of(remote.get()));
    }
    try (var access = stored(dataFolder, world)) {
      return request.to(access.agent);
    }
  }

  /**
   * @throws IOException if no agent runs, with the cure
   */
  static RemoteAgent requireRunning(Path dataFolder) throws IOException {
    return running(dataFolder)
        .orElseThrow(
            () -> new IOException("no agent runs with " + dataFolder + "; start it: lumora run"));
  }

  private static Optional<RemoteAgent> running(Path dataFolder) throws IOException {
    var files = new BridgeFiles(dataFolder);
    var port = files.port();
    if (port.isEmpty()) {
      return Optional.empty();
    }
    var remote = new RemoteAgent(port.getAsInt(), files.token());
    if (remote.answers()) {
      return Optional.of(remote);
    }
    if (FolderLock.isTaken(dataFolder)) {
      throw new IOException(
          "an agent runs with %s, but does not answer; nothing was changed: try again"
              .formatted(dataFolder));
    }
    return Optional.empty();
  }

  private static Access stored(Path dataFolder, World world) throws IOException {
    FolderLock.prepare(dataFolder);
    var key = IdentityKey.loadOrCreate(dataFolder.resolve("agent.key")).publicKey();
    var journal = Journal.open(dataFolder);
    return new Access(
        journal, HostAgent.of(StoredAgent.of(dataFolder, journal, world, key.toString())));
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
