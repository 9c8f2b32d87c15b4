package network.lumora.coordinator.site;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server on loopback that knows TXT records (RFC 1035 sections 3.3.14 and 4.1). */
public final class LoopbackDns implements Closeable {
  private static final int HEADER_BYTES = 12;
  private static final int MAX_BYTES = 512;
  private static final int MAX_STRING_BYTES = 255;
  private static final int TXT = 16;
  private static final int ANSWER = 0x8580;
  private static final int SERVER_FAILURE = 2;
  private static final int NAME_ERROR = 3;
  private static final int POINTER_TO_QUESTION = 0xC00C;

  private final DatagramSocket socket =
      new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  /** The texts of each name, of each record one. */
  private final Map<String, List<String>> zone = new ConcurrentHashMap<>();

  private volatile boolean isInTrouble;

  public LoopbackDns() throws IOException {
    Thread.ofVirtual().name("loopback-dns").start(this::serve);
  }

  public String url() {
    return "dns://127.0.0.1:" + socket.getLocalPort();
  }

  public void publish(String name, String... texts) {
    zone.put(name.toLowerCase(Locale.ROOT), List.of(texts));
  }

  public void withdraw(String name) {
    zone.remove(name.toLowerCase(Locale.ROOT));
  }

  /** Answers SERVFAIL to everything, as long as it is. */
  public void isInTrouble(boolean trouble) {
    isInTrouble = trouble;
  }

  private void serve() {
    var packet = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
    try {
      while (true) {
        packet.setLength(MAX_BYTES);
        socket.receive(packet);
        var answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      socket.close();
    }
  }

  private byte[] answer(ByteBuffer query) {
    short id = query.getShort();
    query.position(HEADER_BYTES);
    var name = name(query);
    int type = query.getShort();
    query.getShort();
    int questionEnd = query.position();
    var texts = type == TXT && !isInTrouble ? zone.get(name) : null;
    var out = ByteBuffer.allocate(4 * MAX_BYTES);
    out.putShort(id).putShort((short) (texts == null ? ANSWER | fault() : ANSWER));
    out.putShort((short) 1).putShort((short) (texts == null ? 0 : texts.size()));
    out.putInt(0);
    out.put(query.slice(HEADER_BYTES, questionEnd - HEADER_BYTES));
    if (texts != null) {
      texts.forEach(text -> record(out, text));
    }
    var bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }

  private int fault() {
    return isInTrouble ? SERVER_FAILURE : NAME_ERROR;
  }

  private static String name(ByteBuffer query) {
    var name = new StringBuilder();
    for (int length = query.get(); length > 0; length = query.get()) {
      var label = new byte[length];
      query.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static void record(ByteBuffer out, String text) {
    var strings = new ByteArrayOutputStream();
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < bytes.length; from += MAX_STRING_BYTES) {
      int length = Math.min(MAX_STRING_BYTES, bytes.length - from);
      strings.write(length);
      strings.write(bytes, from, length);
    }
    out.putShort((short) POINTER_TO_QUESTION).putShort((short) TXT).putShort((short) 1).putInt(60);
    out.putShort((short) strings.size()).put(strings.toByteArray());
  }

  @Override
  public void close() {
    socket.close();
  }
}
