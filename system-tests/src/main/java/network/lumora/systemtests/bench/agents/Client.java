package network.lumora.systemtests.bench.agents;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One simulated agent on a socket of its own. For the swarm's one thread. */
final class Client {
  /** Agents behind one address of loopback, so that no address comes too often. */
  private static final int PER_ADDRESS = 50;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** How far the connection has come. */
  enum Stage {
    AWAY,
    CONNECTING,
    UPGRADING,
    GREETING,
    READY
  }

  private final Swarm swarm;
  private final Persona persona;
  private final InetSocketAddress from;
  private @Nullable SocketChannel channel;
  private ByteBuffer rest = NOTHING;
  private Stage stage = Stage.AWAY;
  private long askedNanos;
  private int wanted;

  Client(Swarm swarm, int number, Persona persona) {
    this.swarm = swarm;
    this.persona = persona;
    int address = number / PER_ADDRESS;
    this.from =
        new InetSocketAddress(
            InetAddress.ofLiteral("127.1." + (1 + address / 200) + "." + (1 + address % 200)), 0);
  }

  Stage stage() {
    return stage;
  }

  void connect(Selector selector, InetSocketAddress to) throws IOException {
    var opened = SocketChannel.open();
    opened.configureBlocking(false);
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    opened.bind(from);
    channel = opened;
    rest = NOTHING;
    stage = Stage.CONNECTING;
    boolean connected = opened.connect(to);
    opened.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    if (connected) {
      upgrade(to.getPort());
    }
  }

  /** The kernel has something for this socket. */
  void look(SelectionKey key, ByteBuffer buffer, int port) {
    try {
      var open = channel;
      if (open == null) {
        return;
      }
      if (key.isConnectable() && open.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        upgrade(port);
      } else if (key.isReadable()) {
        read(open, buffer);
      }
    } catch (IOException e) {
      away();
    }
  }

  private void upgrade(int port) throws IOException {
    stage = Stage.UPGRADING;
    send(Frames.upgrade(port));
  }

  private void read(SocketChannel open, ByteBuffer buffer) throws IOException {
    buffer.clear().put(rest);
    rest = NOTHING;
    if (open.read(buffer) < 0) {
      away();
      return;
    }
    buffer.flip();
    if (stage == Stage.UPGRADING && Frames.takeUpgraded(buffer)) {
      stage = Stage.GREETING;
    }
    if (stage.compareTo(Stage.GREETING) >= 0) {
      hearAll(buffer);
    }
    if (buffer.hasRemaining() && stage != Stage.AWAY) {
      rest = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
    }
  }

  private void hearAll(ByteBuffer buffer) throws IOException {
    for (var frame = Frames.take(buffer);
        frame.isPresent() && stage != Stage.AWAY;
        frame = Frames.take(buffer)) {
      hear(frame.get());
    }
  }

  private void hear(Frames.Frame frame) throws IOException {
    switch (frame.opcode()) {
      case Frames.TEXT -> hear(frame.text());
      case Frames.PING -> send(Frames.frame(Frames.PONG, frame.payload()));
      case Frames.CLOSE -> away();
      default -> throw new IOException("an agent takes no frame of type " + frame.opcode());
    }
  }

  private void hear(String message) throws IOException {
    switch (field(message, "type")) {
      case "challenge" -> send(Frames.text(persona.hello(message)));
      case "welcome" -> {
        stage = Stage.READY;
        send(Frames.text(heartbeat(0)));
        swarm.isReady(this, Integer.parseInt(number(message, "heartbeatSeconds")));
      }
      case "offer" -> {
        var leaseId = leaseId(message);
        send(Frames.text("{\"type\":\"accepted\",\"leaseId\":\"" + leaseId + "\"}"));
        swarm.hasLease(this, leaseId, askedNanos);
        askedNanos = 0;
        wanted = Math.max(0, wanted - 1);
      }
      case "draining" -> swarm.isPutOff(Integer.parseInt(number(message, "retryAfterSeconds")));
      case "problem" -> swarm.hasTrouble(message);
      default -> {}
    }
  }

  private static String leaseId(String offer) {
    var lease = Base64.getDecoder().decode(field(offer, "payload"));
    return field(new String(lease, StandardCharsets.UTF_8), "leaseId");
  }

  private static String field(String json, String name) {
    int start = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return json.substring(start, json.indexOf('"', start));
  }

  private static String number(String json, String name) {
    int start = json.indexOf("\"" + name + "\":") + name.length() + 3;
    int end = start;
    while (Character.isDigit(json.charAt(end))) {
      end++;
    }
    return json.substring(start, end);
  }

  private static String heartbeat(int freeSlots) {
    return "{\"type\":\"heartbeat\",\"freeSlots\":" + freeSlots + ",\"free\":1000000000}";
  }

  /** Says how many tasks it would take now, and again with each heartbeat. */
  void tell(int freeSlots) {
    wanted = freeSlots;
    beat();
  }

  void beat() {
    try {
      if (stage == Stage.READY) {
        send(Frames.text(heartbeat(wanted)));
      }
    } catch (IOException e) {
      away();
    }
  }

  /** The page is for somebody else. */
  void giveBack(String leaseId) {
    try {
      if (stage == Stage.READY) {
        send(
            Frames.text(
                "{\"type\":\"declined\",\"leaseId\":\"" + leaseId + "\",\"reason\":\"BUSY\"}"));
      }
    } catch (IOException e) {
      away();
    }
  }

  boolean isAsking() {
    return askedNanos != 0;
  }

  /** Asks for one task. */
  void ask(long nowNanos) {
    askedNanos = nowNanos;
    tell(1);
  }

  private void send(ByteBuffer bytes) throws IOException {
    var open = channel;
    if (open == null || open.write(bytes) < 0 || bytes.hasRemaining()) {
      throw new IOException("the coordinator does not read");
    }
  }

  /** Breaks the connection without a word. */
  void away() {
    var open = channel;
    channel = null;
    boolean was = stage != Stage.AWAY;
    stage = Stage.AWAY;
    askedNanos = 0;
    wanted = 0;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      swarm.hasTrouble(String.valueOf(e.getMessage()));
    }
    if (was) {
      swarm.isAway(this);
    }
  }
}
