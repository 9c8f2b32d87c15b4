package network.lumora.consumer.order;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import network.lumora.consumer.disk.PrivateFolder;
import network.lumora.consumer.disk.WholeFile;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;

/**
 * Every order of this consumer, one folder each.
 *
 * <p>An order is stored before it is sent, and marked once the coordinator has it: whatever is
 * killed in between is sent again, which the coordinator answers as before.
 */
public final class LocalOrders {
  private static final String ORDER = "order.json";
  private static final String PLACED = "placed";

  private final Path folder;
  private final DocumentCodec documents = new DocumentCodec();

  public LocalOrders(Path folder) {
    this.folder = folder;
  }

  public void store(LocalOrder order) throws IOException {
    PrivateFolder.create(folderOf(order));
    WholeFile.write(folderOf(order).resolve(ORDER), documents.write(order.stored()));
  }

  public void markPlaced(LocalOrder order) throws IOException {
    WholeFile.write(folderOf(order).resolve(PLACED), "");
  }

  public boolean isPlaced(LocalOrder order) {
    return Files.exists(folderOf(order).resolve(PLACED));
  }

  /** Forgets an order that the coordinator did not take. */
  public void forget(LocalOrder order) throws IOException {
    Files.deleteIfExists(folderOf(order).resolve(ORDER));
    Files.deleteIfExists(folderOf(order));
  }

  /** Where an order keeps what belongs to it. */
  public Path folderOf(LocalOrder order) {
    return folder.resolve(order.id());
  }

  /**
   * The order of that id, or the only one whose id begins so.
   *
   * @throws BadOrderException if there is none, or more than one
   */
  public LocalOrder find(String idOrStart) throws IOException, BadOrderException {
    var ids = ids().stream().filter(id -> id.startsWith(idOrStart)).toList();
    if (idOrStart.isEmpty() || ids.size() != 1) {
      throw new BadOrderException(
          "expected the id of an order, or its first digits; "
              + (ids.isEmpty() ? "none" : ids.size())
              + " here begin so. See them with: lumora-consumer list");
    }
    return read(folder.resolve(ids.getFirst()).resolve(ORDER));
  }

  /** All of them, the newest first. */
  public List<LocalOrder> all() throws IOException {
    var all = new ArrayList<LocalOrder>();
    for (var id : ids()) {
      all.add(read(folder.resolve(id).resolve(ORDER)));
    }
    all.sort(Comparator.comparing((LocalOrder order) -> order.head().createdAt()).reversed());
    return all;
  }

  private List<String> ids() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var folders = Files.list(folder)) {
      return folders
          .filter(order -> Files.exists(order.resolve(ORDER)))
          .map(order -> String.valueOf(order.getFileName()))
          .toList();
    }
  }

  private LocalOrder read(Path file) throws IOException {
    try {
      return LocalOrder.of(documents.read(Files.readString(file), StoredOrder.class));
    } catch (ProtocolException e) {
      throw new IOException(
          file
              + " is damaged: expected an order as it was signed; restore it from a copy. "
              + e.getMessage(),
          e);
    }
  }
}
