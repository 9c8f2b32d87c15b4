package network.lumora.agent.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import network.lumora.agent.relay.HelloBytes.Malformed;

/**
 * Reads whom a TLS client wants to reach: the server_name of its ClientHello (RFC 8446 section
 * 4.1.2, RFC 6066 section 3). Pure.
 *
 * <p>Strict, since it is a door: one name, in plain ASCII, in a hello that ends with its record. A
 * hello that hides another (ECH) shows its outer name, and browsers pretend to such ones; the
 * connection goes to an address of the opened name, whatever is inside.
 */
public final class ClientHello {
  /** With post-quantum keys a hello has 1.8 KB; a resumed session adds some tickets. */
  public static final int MAX_BYTES = 16 * 1024;

  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int RECORD_HEADER_BYTES = 5;
  private static final int MESSAGE_HEADER_BYTES = 4;
  private static final int MAX_RECORD_BYTES = 1 << 14;
  private static final int RANDOM_BYTES = 32;

  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private ClientHello() {}

  /**
   * @param soFar all bytes that the client has sent; not changed
   */
  public static ServerName read(ByteBuffer soFar) {
    try {
      var hello = message(soFar.duplicate());
      return hello.isEmpty() ? unlessTooLong(soFar) : name(new HelloBytes(hello.get()));
    } catch (Malformed e) {
      return new ServerName.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static ServerName unlessTooLong(ByteBuffer soFar) {
    return soFar.remaining() >= MAX_BYTES
        ? new ServerName.Refused("the hello has more than " + MAX_BYTES + " bytes")
        : new ServerName.NotYet();
  }

  /** The body of the first message, which may lie in several records; empty if it is not whole. */
  private static Optional<ByteBuffer> message(ByteBuffer in) throws Malformed {
    var collected = ByteBuffer.allocate(Math.min(in.remaining(), MAX_BYTES));
    while (in.remaining() > 0) {
      int length = record(in);
      int there = Math.min(length, Math.min(in.remaining(), collected.remaining()));
      collected.put(in.slice(in.position(), there));
      in.position(in.position() + there);
      if (isWhole(collected, there == length)) {
        return Optional.of(collected.flip().position(MESSAGE_HEADER_BYTES).slice());
      }
      if (there < length) {
        break;
      }
    }
    return Optional.empty();
  }

  /** The length of the record that begins here; 1 if that has not come yet. */
  private static int record(ByteBuffer in) throws Malformed {
    require(in.get(in.position()) == HANDSHAKE, "it does not begin with a TLS handshake");
    require(in.remaining() < 2 || in.get(in.position() + 1) == 3, "its TLS is of another kind");
    if (in.remaining() < RECORD_HEADER_BYTES) {
      in.position(in.limit());
      return 1;
    }
    int length = Short.toUnsignedInt(in.getShort(in.position() + 3));
    require(length >= 1 && length <= MAX_RECORD_BYTES, "a record of " + length + " bytes");
    in.position(in.position() + RECORD_HEADER_BYTES);
    return length;
  }

  private static boolean isWhole(ByteBuffer collected, boolean recordEnds) throws Malformed {
    require(collected.position() == 0 || collected.get(0) == CLIENT_HELLO, "it is no hello");
    if (collected.position() < MESSAGE_HEADER_BYTES) {
      return false;
    }
    int whole = MESSAGE_HEADER_BYTES + (collected.getInt(0) & 0xFF_FFFF);
    require(whole <= MAX_BYTES, "a hello of " + whole + " bytes");
    boolean tooMuch =
        collected.position() > whole || (collected.position() == whole && !recordEnds);
    require(!tooMuch, "something follows the hello in its record");
    return collected.position() == whole;
  }

  private static ServerName name(HelloBytes hello) throws Malformed {
    var _ = hello.uint16();
    var _ = hello.take(RANDOM_BYTES);
    require(hello.take8().remaining() <= 32, "its session id is too long");
    int suiteBytes = hello.take16().remaining();
    require(suiteBytes >= 2 && suiteBytes % 2 == 0, "it offers no ciphers");
    require(hello.take8().remaining() >= 1, "it offers no compression, not even none");
    require(!hello.isAtEnd(), "it names no site");
    var extensions = hello.take16();
    hello.requireEnd();
    return new ServerName.Is(nameAmong(extensions));
  }

  private static String nameAmong(HelloBytes extensions) throws Malformed {
    Optional<String> found = Optional.empty();
    while (!extensions.isAtEnd()) {
      int type = extensions.uint16();
      var body = extensions.take16();
      if (type == SERVER_NAME) {
        require(found.isEmpty(), "it names two sites");
        found = Optional.of(hostName(body));
      }
    }
    return found.orElseThrow(() -> new Malformed("it names no site"));
  }

  private static String hostName(HelloBytes body) throws Malformed {
    var names = body.take16();
    body.requireEnd();
    require(names.uint8() == HOST_NAME, "it names its site in an unknown way");
    var name = names.take16();
    names.requireEnd();
    var ascii = StandardCharsets.ISO_8859_1.decode(name.take(name.remaining())).toString();
    var host = ascii.toLowerCase(Locale.ROOT);
    require(host.length() <= 253 && HOST.matcher(host).matches(), "it names no public site");
    return host;
  }

  private static void require(boolean holds, String otherwise) throws Malformed {
    if (!holds) {
      throw new Malformed(otherwise);
    }
  }
}
