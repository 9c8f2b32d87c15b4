package network.lumora.agent.service;

import java.io.IOException;
import java.nio.file.Path;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.seal.SealKey;

/** The agent's private keys. */
record Keys(IdentityKey identity, SealKey seal) {
  /** Keys that are not there are made. */
  static Keys in(Path folder) throws IOException {
    return new Keys(
        IdentityKey.loadOrCreate(folder.resolve("agent.key")),
        SealKey.loadOrCreate(folder.resolve("seal.key")));
  }
}
