package network.lumora.systemtests.bench.relay;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between parties and an agent, and counts the records that are paid, as anyone could. */
final class CountingLine implements Closeable {
  private static final int CALL = 3;
  private static final int FRAME = 4;
  private static final int HEADER_BYTES = 4;
  private static final int BACKLOG = 8;

  private final ServerSocket server;
  private final InetAddress agent;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param here where parties come; the agent has the same port
   */
  CountingLine(InetAddress here, InetAddress agent) throws IOException {
    this.server = new ServerSocket(0, BACKLOG, here);
    this.agent = agent;
    Thread.ofVirtual().name("counting-line").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Of both directions, headers too. */
  long bytes() {
    return bytes.get();
  }

  private void accept() {
    try {
      while (true) {
        var party = server.accept();
        var line = new Socket(agent, port());
        Thread.ofVirtual().start(() -> carry(party, line));
        Thread.ofVirtual().start(() -> carry(line, party));
      }
    } catch (IOException e) {
      // Closed, or its agent is gone: nobody comes any more.
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 64 * 1024));
      var out = to.getOutputStream();
      while (true) {
        record(in, out);
      }
    } catch (IOException e) {
      // One end has gone, and so does the other.
    }
  }

  private void record(DataInputStream in, OutputStream out) throws IOException {
    int header = in.readInt();
    int length = header & 0xFF_FFFF;
    var record = new byte[HEADER_BYTES + length];
    for (int i = 0; i < HEADER_BYTES; i++) {
      record[i] = (byte) (header >>> (24 - 8 * i));
    }
    readFully(in, record);
    int kind = header >>> 24;
    if (kind == CALL || kind == FRAME) {
      bytes.addAndGet(record.length);
    }
    out.write(record);
  }

  private static void readFully(InputStream in, byte[] record) throws IOException {
    if (in.readNBytes(record, HEADER_BYTES, record.length - HEADER_BYTES)
        < record.length - HEADER_BYTES) {
      throw new IOException("cut in a record");
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
