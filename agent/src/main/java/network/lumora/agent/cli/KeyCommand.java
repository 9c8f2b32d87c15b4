package network.lumora.agent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import network.lumora.agent.service.FolderLock;
import network.lumora.protocol.identity.IdentityKey;
import picocli.CommandLine.Command;

/** The agent's public key. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Shows this agent's public key, which names its account.")
final class KeyCommand implements Callable<Integer> {
  private final LumoraCommand root;
  private final Terminal terminal;

  KeyCommand(LumoraCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    FolderLock.prepare(root.data());
    terminal.out().println(IdentityKey.loadOrCreate(root.data().resolve("agent.key")).publicKey());
    terminal.out().flush();
    return 0;
  }
}
