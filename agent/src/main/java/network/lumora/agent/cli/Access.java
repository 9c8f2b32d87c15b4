package network.lumora.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.service.FolderLock;
import network.lumora.agent.service.StoredAgent;
import network.lumora.agent.service.World;
import network.lumora.bridge.api.AgentControl;
import network.lumora.bridge.api.BridgeFiles;
import network.lumora.protocol.identity.IdentityKey;

/** The running agent if one answers, else what is stored. */
final class Access implements AutoCloseable {
  /** Something to ask or tell the agent. */
  @FunctionalInterface
  interface Request<T> {
    T to(AgentControl agent) throws IOException;
  }

  private final Journal journal;
  private final AgentControl agent;

  private Access(Journal journal, AgentControl agent) {
    this.journal = journal;
    this.agent = agent;
  }

  static <T> T ask(Path dataFolder, World world, Request<T> request) throws IOException {
    var remote = running(dataFolder);
    if (remote.isPresent()) {
      return request.to(remote.get());
    }
    try (var access = stored(dataFolder, world)) {
      return request.to(access.agent);
    }
  }

  private static Optional<RemoteAgent> running(Path dataFolder) throws IOException {
    var files = new BridgeFiles(dataFolder);
    var port = files.port();
    if (port.isEmpty()) {
      return Optional.empty();
    }
    var remote = new RemoteAgent(port.getAsInt(), files.token());
    return remote.answers() ? Optional.of(remote) : Optional.empty();
  }

  private static Access stored(Path dataFolder, World world) throws IOException {
    FolderLock.prepare(dataFolder);
    var key = IdentityKey.loadOrCreate(dataFolder.resolve("agent.key")).publicKey();
    var journal = Journal.open(dataFolder);
    return new Access(journal, StoredAgent.atRest(journal, world, key.toString()));
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
