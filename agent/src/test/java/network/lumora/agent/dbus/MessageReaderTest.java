package network.lumora.agent.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
  private static byte[] call() {
    var bytes =
        MessageWriter.call(7, new MessageWriter.Target("a.b", "/a", "a.b.C", "Do"), "one", "two");
    var all = new byte[bytes.remaining()];
    bytes.get(all);
    return all;
  }

  private static BusMessage read(byte[] bytes) throws IOException {
    return new MessageReader(new ByteArrayInputStream(bytes)).next();
  }

  @Test
  void readsTheHeadThatTheWriterWrote() throws IOException {
    var message = read(call());

    assertThat(message.kind()).isEqualTo(BusMessage.CALL);
    assertThat(message.interfaceName()).isEqualTo("a.b.C");
    assertThat(message.member()).isEqualTo("Do");
    assertThat(message.value()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLong() {
    var bytes = call();
    bytes[7] = 0x7f;

    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void whateverComesIsAMessageOrAnIOException() {
    var random = new Random(20261122);
    for (int round = 0; round < 20_000; round++) {
      var bytes = call();
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(bytes)).isNotNull();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("bus");
      }
    }
  }

  @Test
  void whatBreaksOffIsAnIOException() {
    var bytes = call();
    for (int length = 0; length < bytes.length; length++) {
      var part = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(IOException.class);
    }
  }
}
