package network.lumora.agent.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** First bytes of TLS connections, as the JDK's own client sends them. */
final class Hellos {
  private Hellos() {}

  static byte[] to(String host, String... versions) {
    try {
      var engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      var parameters = engine.getSSLParameters();
      if (!host.isEmpty()) {
        parameters.setServerNames(List.of(new SNIHostName(host)));
      }
      parameters.setProtocols(versions);
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      engine.setSSLParameters(parameters);
      var out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), out);
      return Arrays.copyOf(out.array(), out.position());
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same message in records of at most so many bytes. */
  static byte[] inRecords(byte[] hello, int bytes) {
    var message = Arrays.copyOfRange(hello, 5, hello.length);
    var out = ByteBuffer.allocate(message.length * 6);
    for (int at = 0; at < message.length; at += bytes) {
      int count = Math.min(bytes, message.length - at);
      out.put(hello, 0, 3).putShort((short) count).put(message, at, count);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** A hello made by hand, with these extensions: type, length and body of each. */
  static byte[] withExtensions(byte[] extensions) {
    int body = 2 + 32 + 1 + 4 + 2 + 2 + extensions.length;
    var out = ByteBuffer.allocate(9 + body);
    out.put((byte) 22).putShort((short) 0x301).putShort((short) (4 + body));
    out.putInt(0x0100_0000 | body);
    out.putShort((short) 0x303).put(new byte[32]).put((byte) 0);
    out.putShort((short) 2).putShort((short) 0x1301).put((byte) 1).put((byte) 0);
    out.putShort((short) extensions.length).put(extensions);
    return out.array();
  }

  /** A server_name extension with these names, each of this type. */
  static byte[] serverName(int nameType, String... names) {
    int list = Arrays.stream(names).mapToInt(name -> 3 + name.length()).sum();
    var out = ByteBuffer.allocate(6 + list);
    out.putShort((short) 0).putShort((short) (2 + list)).putShort((short) list);
    for (var name : names) {
      out.put((byte) nameType).putShort((short) name.length());
      out.put(name.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.array();
  }
}
