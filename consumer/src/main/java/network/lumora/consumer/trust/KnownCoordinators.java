package network.lumora.consumer.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.consumer.disk.PrivateFolder;
import network.lumora.consumer.disk.WholeFile;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.wire.DocumentCodec;

/** Trust on first use: the first key an address shows is the only one it may show. */
public final class KnownCoordinators {
  private final Path folder;
  private final InstantSource clock;
  private final DocumentCodec documents = new DocumentCodec();

  public KnownCoordinators(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Remembers {@code key} if the address is new.
   *
   * @throws ForeignKeyException if the address is known by another key
   */
  public void check(String url, PublicKey key) throws IOException {
    var known = find(url);
    if (known.isEmpty()) {
      remember(new KnownCoordinator(url, key, clock.instant()));
    } else if (!known.get().key().equals(key)) {
      throw new ForeignKeyException(
          "the coordinator at "
              + url
              + " has changed its key: expected "
              + known.get().key()
              + " (since "
              + known.get().firstMet()
              + "), got "
              + key
              + ". Nothing was sent. Ask the operator by another way; if the new key is right, delete "
              + file(url));
    }
  }

  /**
   * @throws ForeignKeyException if a coordinator shows another key than the one asked for
   */
  public static void require(PublicKey expected, PublicKey shown) throws ForeignKeyException {
    if (!expected.equals(shown)) {
      throw new ForeignKeyException(
          "expected a coordinator with the key "
              + expected
              + ", got "
              + shown
              + ". Nothing was sent. Check the address and the key with the operator");
    }
  }

  public Optional<KnownCoordinator> find(String url) throws IOException {
    var file = file(url);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** All of them, in no particular order. */
  public List<KnownCoordinator> all() throws IOException {
    var all = new ArrayList<KnownCoordinator>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*.coordinator.json")) {
        for (var file : files) {
          all.add(read(file));
        }
      }
    }
    return all;
  }

  private void remember(KnownCoordinator coordinator) throws IOException {
    PrivateFolder.create(folder);
    WholeFile.write(file(coordinator.url()), documents.write(coordinator));
  }

  private KnownCoordinator read(Path file) throws IOException {
    try {
      return documents.read(Files.readString(file), KnownCoordinator.class);
    } catch (ProtocolException e) {
      throw new IOException(
          file + " is damaged: expected a known coordinator; restore it from a copy or delete it",
          e);
    }
  }

  private Path file(String url) {
    return folder.resolve(Sha256.of(url).toString().substring(0, 16) + ".coordinator.json");
  }
}
