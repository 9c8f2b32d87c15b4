package network.lumora.coordinator.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a DNS server on loopback. */
class TextRecordsTest {
  private static final String NAME = "_lumora.shop.example";

  private final LoopbackDns server = new LoopbackDns();
  private final TextRecords records = new TextRecords(server.url());

  TextRecordsTest() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void readsEveryRecordOfAName() throws IOException {
    server.publish(NAME, "v=spf1", "lumora-destination-v1=0123");

    assertThat(records.of(NAME)).containsExactlyInAnyOrder("v=spf1", "lumora-destination-v1=0123");
  }

  @Test
  void joinsTheStringsOfARecord() throws IOException {
    var text = "0123456789".repeat(40);
    server.publish(NAME, text);

    assertThat(records.of(NAME)).containsExactly(text);
  }

  @Test
  void aNameThatIsNotThereHasNone() throws IOException {
    assertThat(records.of(NAME)).isEmpty();
    server.publish(NAME, "there");
    assertThat(records.of(NAME)).containsExactly("there");
    server.withdraw(NAME);
    assertThat(records.of(NAME)).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsTheWorldsFault() {
    server.close();

    assertThatThrownBy(() -> records.of(NAME))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(NAME);
  }
}
