package network.lumora.bridge.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import network.lumora.bridge.pairing.ClientBook;
import network.lumora.bridge.pairing.ClientStore;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;

/** Paired clients in a file that only its owner may read; it is replaced whole. One writer. */
final class ClientsFile implements ClientStore {
  /** Far more than the most clients there can be. */
  private static final int MAX_BYTES = 1024 * 1024;

  private final Path file;
  private final DocumentCodec codec = new DocumentCodec();

  ClientsFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public ClientBook load() throws IOException {
    if (Files.notExists(file)) {
      return ClientBook.EMPTY;
    }
    if (Files.size(file) > MAX_BYTES) {
      throw damaged(null);
    }
    try {
      return codec.read(Files.readAllBytes(file), ClientBook.class);
    } catch (ProtocolException e) {
      throw damaged(e);
    }
  }

  @Override
  public void save(ClientBook book) throws IOException {
    var temporary = Files.createTempFile(file.getParent(), ".clients", ".tmp", ownerOnly());
    try {
      write(temporary, codec.writeBytes(book));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(Path path, byte[] content) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private IOException damaged(@org.jspecify.annotations.Nullable Exception cause) {
    return new IOException(
        file + " is damaged; delete it, and pair your browsers again: lumora pair", cause);
  }
}
