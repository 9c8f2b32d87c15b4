package network.lumora.agent.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {
  private static final ServerName SHOP = new ServerName.Is("shop.example");
  private static final byte[] HELLO = Hellos.to("shop.example", "TLSv1.3", "TLSv1.2");

  @Test
  void readsTheNameThatTheJdkSends() {
    assertThat(read(HELLO)).isEqualTo(SHOP);
    assertThat(read(Hellos.to("shop.example", "TLSv1.3"))).isEqualTo(SHOP);
    assertThat(read(Hellos.to("shop.example", "TLSv1.2"))).isEqualTo(SHOP);
  }

  @Test
  void readsANameInCapitalsAsTheSame() {
    assertThat(read(Hellos.withExtensions(Hellos.serverName(0, "SHOP.Example")))).isEqualTo(SHOP);
  }

  @Test
  void waitsForEachByteAndNeverGuesses() {
    for (int length = 0; length < HELLO.length; length++) {
      assertThat(read(Arrays.copyOf(HELLO, length))).isEqualTo(new ServerName.NotYet());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 50, 200})
  void readsAHelloInManyRecords(int bytes) {
    var records = Hellos.inRecords(HELLO, bytes);
    for (int length = 0; length < records.length; length += 5) {
      assertThat(read(Arrays.copyOf(records, length))).isEqualTo(new ServerName.NotYet());
    }
    assertThat(read(records)).isEqualTo(SHOP);
  }

  @Test
  void takesWhatFollowsInOtherRecords() {
    var more = Arrays.copyOf(HELLO, HELLO.length + 300);

    assertThat(read(more)).isEqualTo(SHOP);
  }

  @Test
  void refusesAHelloWithoutAName() {
    assertRefused(Hellos.to("", "TLSv1.3"));
    assertRefused(Hellos.withExtensions(new byte[0]));
  }

  @Test
  void refusesTwoNames() {
    var one = Hellos.serverName(0, "shop.example");
    var twice = ByteBuffer.allocate(2 * one.length).put(one).put(one).array();

    assertRefused(Hellos.withExtensions(twice));
    assertRefused(Hellos.withExtensions(Hellos.serverName(0, "shop.example", "other.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "shop.example.",
        "10.0.0.1",
        "127.0.0.1",
        "[::1]",
        "shop.example\0",
        "é.example",
        "shop_.example",
        "a b.example",
        "shop..example",
        "shop.example:443"
      })
  void refusesWhatIsNoPublicName(String name) {
    assertRefused(Hellos.withExtensions(Hellos.serverName(0, name)));
  }

  @Test
  void refusesNamesOfUnknownTypes() {
    assertRefused(Hellos.withExtensions(Hellos.serverName(1, "shop.example")));
  }

  @Test
  void refusesWhatIsNotTls() {
    assertRefused("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n".getBytes(UTF_8));
    assertRefused("SSH-2.0-OpenSSH_9.6\r\n".getBytes(UTF_8));
    assertRefused(new byte[] {22, 2, 0, 0, 5});
    assertRefused(new byte[] {22, 3, 1, 0, 0});
    assertRefused(new byte[] {22, 3, 1, 0, 5, 2});
    assertRefused(new byte[] {23, 3, 1, 0, 5, 1});
  }

  @Test
  void refusesAHelloThatIsTooLongBeforeItHasCome() {
    assertRefused(new byte[] {22, 3, 1, 64, 0, 1, 0, 64, 0});
    assertRefused(new byte[] {22, 3, 1, 64, 0, 1, 1, 0, 0});
  }

  @Test
  void refusesManyEmptyLookingRecordsInTheEnd() {
    var records = new byte[6 * (ClientHello.MAX_BYTES / 6 + 1)];
    for (int at = 0; at + 6 <= records.length; at += 6) {
      System.arraycopy(new byte[] {22, 3, 1, 0, 1, (byte) (at == 0 ? 1 : 0)}, 0, records, at, 6);
    }
    records[3 * 6 + 5] = 100;
    records[2 * 6 + 5] = 60;

    assertRefused(records);
  }

  @Test
  void refusesWhatFollowsTheHelloInItsRecord() {
    var longer = Arrays.copyOf(HELLO, HELLO.length + 1);
    longer[3] = (byte) ((longer.length - 5) >> 8);
    longer[4] = (byte) (longer.length - 5);

    assertRefused(longer);
    assertRefused(Arrays.copyOf(longer, HELLO.length));
  }

  @Test
  void readsOrRefusesAnything() {
    var random = new Random(1);
    for (int i = 0; i < 60_000; i++) {
      var bytes = HELLO.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
      var before = bytes.clone();

      assertThat(read(bytes)).isNotNull();
      assertThat(bytes).isEqualTo(before);
    }
  }

  @Test
  void neverChangesItsMindWhenMoreComes() {
    var random = new Random(2);
    for (int i = 0; i < 3_000; i++) {
      var bytes = HELLO.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      ServerName settled = new ServerName.NotYet();
      for (int length = 0; length <= bytes.length; length += 1 + random.nextInt(40)) {
        var now = read(Arrays.copyOf(bytes, length));
        if (!(settled instanceof ServerName.NotYet)) {
          assertThat(now.getClass()).isEqualTo(settled.getClass());
        }
        settled = now;
      }
    }
  }

  private static void assertRefused(byte[] bytes) {
    assertThat(read(bytes)).isInstanceOf(ServerName.Refused.class);
  }

  private static ServerName read(byte[] bytes) {
    return ClientHello.read(ByteBuffer.wrap(bytes));
  }
}
