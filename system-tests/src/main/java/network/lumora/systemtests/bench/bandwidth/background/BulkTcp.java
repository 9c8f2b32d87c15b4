package network.lumora.systemtests.bench.bandwidth.background;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;
import network.lumora.systemtests.bed.Congestion;

/** One long download over TCP, as a program makes it that knows nothing of yielding. */
public final class BulkTcp implements Background {
  private static final int PORT = 9_101;
  private static final int PIECE_BYTES = 1 << 16;

  private final Congestion congestion;
  private final List<Closeable> open = new ArrayList<>();
  private Timeline own = new Timeline(0);

  public BulkTcp(Congestion congestion) {
    this.congestion = congestion;
  }

  @Override
  public String name() {
    return "TCP " + congestion.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void start(Bed bed, BytesPerSecond proven) throws IOException {
    own = new Timeline(System.nanoTime());
    var address = new InetSocketAddress(bed.server(congestion), PORT);
    var listening = bed.servers().listen(address);
    open.add(listening);
    var client = bed.agent().namespace().connect(address);
    open.add(client);
    var accepted = listening.accept();
    open.add(accepted);
    Thread.ofPlatform().name("bulk-send").daemon().start(() -> send(accepted));
    Thread.ofPlatform().name("bulk-receive").daemon().start(() -> receive(client, own));
  }

  private static void send(SocketChannel to) {
    var piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    try {
      while (true) {
        var _ = to.write(piece.clear());
      }
    } catch (IOException e) {
      // Stopped: whoever stops closes the channel.
    }
  }

  private static void receive(SocketChannel from, Timeline own) {
    var piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    try {
      for (int read = 0; read >= 0; read = from.read(piece.clear())) {
        own.add(System.nanoTime(), read);
      }
    } catch (IOException e) {
      // Stopped: whoever stops closes the channel.
    }
  }

  @Override
  public void stop() throws IOException {
    for (var channel : open) {
      channel.close();
    }
    open.clear();
  }

  @Override
  public Timeline own() {
    return own;
  }
}
