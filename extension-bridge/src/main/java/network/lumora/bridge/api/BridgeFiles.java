package network.lumora.bridge.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import network.lumora.bridge.guard.AccessToken;
import network.lumora.bridge.pairing.ClientStore;

/** The files of the API: its port and token, by which tools find it, and its clients. Immutable. */
public final class BridgeFiles {
  private final Path portFile;
  private final Path tokenFile;
  private final Path clientsFile;

  public BridgeFiles(Path dataFolder) {
    this.portFile = dataFolder.resolve("api.port");
    this.tokenFile = dataFolder.resolve("api.token");
    this.clientsFile = dataFolder.resolve("clients.json");
  }

  public AccessToken token() throws IOException {
    return AccessToken.loadOrCreate(tokenFile);
  }

  ClientStore clients() {
    return new ClientsFile(clientsFile);
  }

  /** Empty if no agent has told its port. */
  public OptionalInt port() throws IOException {
    try {
      var text = Files.readString(portFile).strip();
      return text.matches("[1-9][0-9]{0,4}")
          ? OptionalInt.of(Integer.parseInt(text))
          : OptionalInt.empty();
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    }
  }

  void tell(int port) throws IOException {
    var temporary = portFile.resolveSibling("api.port.tmp");
    Files.writeString(temporary, port + "\n");
    Files.move(temporary, portFile, StandardCopyOption.REPLACE_EXISTING);
  }

  void forget() throws IOException {
    Files.deleteIfExists(portFile);
  }
}
