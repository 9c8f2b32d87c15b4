package network.lumora.protocol.passage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import network.lumora.protocol.relay.Outlet;

/**
 * What a stream is crossed with: to a program or a site. For one thread that reads and one that
 * writes; {@link #offer} and {@link #close} from any.
 */
public interface Connection extends Outlet, Closeable {
  /** The most to be written to it at a time. */
  int mostBytes();

  /** Waits for bytes: how many, or -1 at the end. */
  int read(ByteBuffer into) throws IOException;

  /** Waits until all are written. */
  void write(ByteBuffer bytes) throws IOException;

  /** Nothing more is written; reading goes on. */
  void endOutput() throws IOException;
}
