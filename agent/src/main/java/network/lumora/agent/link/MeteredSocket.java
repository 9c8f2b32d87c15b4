package network.lumora.agent.link;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.allowance.Direction;

/** Counts every byte of the link where it passes, TLS included. */
final class MeteredSocket extends Socket {
  private final LinkMeter meter;
  private final Runnable written;
  private final LinkPings pings;

  /**
   * @param written told before each write, when the writer has taken something from its queue
   */
  MeteredSocket(LinkMeter meter, Runnable written, LinkPings pings) {
    super(Proxy.NO_PROXY);
    this.meter = meter;
    this.written = written;
    this.pings = pings;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, Math.min(length, Allowance.CHUNK_BYTES));
        if (count > 0) {
          meter.count(Direction.DOWN, count);
        }
        return count;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        written.run();
        pings.writes();
        try {
          writePaced(bytes, offset, length);
        } finally {
          pings.wrote(length);
        }
      }

      private void writePaced(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
          int count = Math.min(meter.chunkBytes(), length - done);
          meter.count(Direction.UP, count);
          out.write(bytes, offset + done, count);
          done += count;
          if (done < length) {
            meter.spread(count);
          }
        }
      }
    };
  }
}
