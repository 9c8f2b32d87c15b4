package network.lumora.agent.tcp;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.RelayGreeting;
import network.lumora.protocol.message.RelayJoin;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** A party of a relay that knows nothing but records (PROTOCOL.md section 10). */
final class RawParty implements Closeable {
  static final int JOIN = 2;
  static final int FRAME = 4;
  static final int PROBLEM = 7;
  static final int END = -1;
  private static final int MILLIS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final IdentityKey key;

  /** One record; kind {@link #END} once the agent has closed. */
  record Heard(int kind, String text) {}

  RawParty(int port, IdentityKey key) throws IOException {
    this.key = key;
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  void join(Grant grant) throws IOException, ProtocolException {
    var greeting = new DocumentCodec().read(hear().text, RelayGreeting.class);
    var join = new RelayJoin(grant.grantId(), greeting.agent(), key.publicKey(), greeting.nonce());
    say(JOIN, new DocumentCodec().writeBytes(new StatementCodec().sign(join, key)));
  }

  void say(int kind, byte[] body) throws IOException {
    out.writeInt(kind << 24 | body.length);
    out.write(body);
    out.flush();
  }

  Heard hear() throws IOException {
    int kind = in.read();
    if (kind == END) {
      return new Heard(END, "");
    }
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    return new Heard(kind, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
  }

  /** The next record that is no frame. */
  Heard hearPastFrames() throws IOException {
    var record = hear();
    while (record.kind == FRAME) {
      record = hear();
    }
    return record;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
