package network.lumora.agent.websocket;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import network.lumora.agent.allowance.Direction;
import network.lumora.agent.allowance.Inflow;

/**
 * A connection whose bytes are counted as the line carries them: TLS reads and writes through it.
 */
final class CountedSocket extends Socket implements Inflow {
  private final Tally tally;

  private CountedSocket(Tally tally) {
    super(Proxy.NO_PROXY);
    this.tally = tally;
  }

  static CountedSocket connect(InetSocketAddress to, int patienceMillis, Tally tally)
      throws IOException {
    var socket = new CountedSocket(tally);
    tally.opened(socket);
    try {
      socket.connect(to, patienceMillis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public int waitingBytes() {
    try {
      return isConnected() && !isClosed() ? super.getInputStream().available() : 0;
    } catch (IOException _) {
      return 0;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new CountedInput(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new CountedOutput(super.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    tally.closed(this, waitingBytes());
    super.close();
  }

  private final class CountedInput extends FilterInputStream {
    CountedInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      tally.passed(Direction.DOWN, read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      tally.passed(Direction.DOWN, Math.max(0, count));
      return count;
    }
  }

  /** Counts first: the line must never have carried what is not counted yet. */
  private final class CountedOutput extends FilterOutputStream {
    CountedOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int written) throws IOException {
      tally.passed(Direction.UP, 1);
      out.write(written);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      tally.passed(Direction.UP, length);
      out.write(bytes, offset, length);
    }
  }
}
