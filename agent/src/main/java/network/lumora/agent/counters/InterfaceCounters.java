package network.lumora.agent.counters;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Linux' own counters, in {@code /proc/net/dev}. Thread-safe.
 *
 * <p>Bridges, tunnels and the like carry what a real interface carries once more, so they are left
 * out. Where there are only such, as in a container, all but loopback count. The file stays open
 * and is read in place, since it may be read a hundred times a second.
 */
public final class InterfaceCounters implements LineCounters {
  /** Some hundred interfaces; of more the rest is not counted. */
  private static final int MOST_BYTES = 32 * 1024;

  /** Of the interfaces' names; in the order in which they were first seen. */
  private static final int MOST_KNOWN = 64;

  private final Path table;
  private final Path virtualInterfaces;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
  private final byte[] text = new byte[MOST_BYTES];
  private final DeviceTable lines = new DeviceTable(text);
  private final byte[][] known = new byte[MOST_KNOWN][];
  private final boolean[] isVirtual = new boolean[MOST_KNOWN];
  private int knownCount;
  private @Nullable FileChannel open;

  public InterfaceCounters() {
    this(Path.of("/proc/net/dev"), Path.of("/sys/devices/virtual/net"));
  }

  public InterfaceCounters(Path table, Path virtualInterfaces) {
    this.table = table;
    this.virtualInterfaces = virtualInterfaces;
  }

  @Override
  public synchronized Optional<LineTotals> read() {
    try {
      lines.begin(fill());
      return total();
    } catch (IOException | NumberFormatException e) {
      close();
      return Optional.empty();
    }
  }

  private int fill() throws IOException {
    var file = open;
    if (file == null) {
      file = FileChannel.open(table, StandardOpenOption.READ);
      open = file;
    }
    buffer.clear();
    while (buffer.hasRemaining() && file.read(buffer, buffer.position()) > 0) {
      Thread.onSpinWait();
    }
    buffer.flip();
    int length = buffer.remaining();
    buffer.get(text, 0, length);
    return length;
  }

  private Optional<LineTotals> total() {
    boolean isAny = false;
    boolean isReal = false;
    long up = 0;
    long down = 0;
    while (lines.next()) {
      if (!lines.isLoopback()) {
        boolean isOneReal = !isVirtual();
        if (isOneReal && !isReal) {
          up = 0;
          down = 0;
        }
        isReal |= isOneReal;
        isAny = true;
        if (isOneReal == isReal) {
          up += lines.sent();
          down += lines.received();
        }
      }
    }
    return isAny ? Optional.of(new LineTotals(up, down)) : Optional.empty();
  }

  /** Asked of the disk once for each name. */
  private boolean isVirtual() {
    for (int i = 0; i < knownCount; i++) {
      if (lines.isNamed(known[i])) {
        return isVirtual[i];
      }
    }
    var name = lines.name();
    boolean found = Files.exists(virtualInterfaces.resolve(name));
    int place = knownCount < MOST_KNOWN ? knownCount++ : MOST_KNOWN - 1;
    known[place] = name.getBytes(StandardCharsets.ISO_8859_1);
    isVirtual[place] = found;
    return found;
  }

  /** The next read opens it anew. */
  private void close() {
    try (var _ = open) {
      open = null;
    } catch (IOException e) {
      knownCount = 0;
    }
  }
}
