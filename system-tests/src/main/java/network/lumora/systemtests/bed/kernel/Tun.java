package network.lumora.systemtests.bed.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** A network interface whose packets are read and written here (tun(4)). */
public final class Tun {
  private static final int O_RDWR_CLOEXEC = 0x80002;

  /** {@code _IOW('T', 202, int)}. */
  private static final long TUNSETIFF = 0x400454caL;

  private static final short IFF_TUN = 0x0001;

  /** Without the four bytes of packet information. */
  private static final short IFF_NO_PI = 0x1000;

  private static final int IFNAMSIZ = 16;
  private static final int IFREQ_BYTES = 40;

  private final int file;

  private Tun(int file) {
    this.file = file;
  }

  /** In the calling thread's network namespace; the interface goes when the process ends. */
  public static Tun open(String name) throws IOException {
    if (name.length() >= IFNAMSIZ) {
      throw new IllegalArgumentException("an interface's name has at most 15 letters: " + name);
    }
    try (var arena = Arena.ofConfined()) {
      var kernel = new Kernel(arena);
      int file = kernel.open(arena.allocateFrom("/dev/net/tun"), O_RDWR_CLOEXEC);
      var request = arena.allocate(IFREQ_BYTES);
      request.setString(0, name, StandardCharsets.US_ASCII);
      request.set(ValueLayout.JAVA_SHORT, IFNAMSIZ, (short) (IFF_TUN | IFF_NO_PI));
      kernel.ioctl(file, TUNSETIFF, request);
      return new Tun(file);
    }
  }

  /** One direction of one interface, for one thread. */
  public End end(Arena arena) {
    return new End(new Kernel(arena), file);
  }

  /** Reads or writes whole packets. */
  public static final class End {
    private static final int ENOBUFS = 105;
    private static final int EIO = 5;

    private final Kernel kernel;
    private final int file;

    private End(Kernel kernel, int file) {
      this.kernel = kernel;
      this.file = file;
    }

    /** Waits for a packet; gives its length. */
    public int read(MemorySegment into, long offset, long length) throws IOException {
      return kernel.read(file, into, offset, length);
    }

    /** False if the kernel had no room for it, or the interface is down. */
    public boolean write(MemorySegment from, long offset, long length) throws IOException {
      int errno = kernel.write(file, from, offset, length);
      if (errno != 0 && errno != ENOBUFS && errno != EIO) {
        throw new IOException("write to a TUN interface failed with errno " + errno);
      }
      return errno == 0;
    }
  }
}
