package network.lumora.consumer.keys;

import java.io.IOException;
import java.nio.file.Path;
import network.lumora.consumer.disk.PrivateFolder;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.SealKey;

/**
 * A consumer's keys. Losing the seal key loses every result that is not opened yet.
 *
 * @param identity signs orders
 * @param seal opens results
 */
public record Keys(IdentityKey identity, SealKey seal) {

  /** The keys in {@code folder}, made on first use, in files of mode 0600. */
  public static Keys in(Path folder) throws IOException {
    PrivateFolder.create(folder);
    return new Keys(
        IdentityKey.loadOrCreate(folder.resolve("identity.json")),
        SealKey.loadOrCreate(folder.resolve("seal.json")));
  }

  public PublicKey publicKey() {
    return identity.publicKey();
  }
}
