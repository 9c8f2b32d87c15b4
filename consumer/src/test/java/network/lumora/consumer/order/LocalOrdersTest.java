package network.lumora.consumer.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import network.lumora.consumer.keys.Keys;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.Wishes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalOrdersTest {
  @TempDir Path folder;

  @Test
  void findsAnOrderByTheStartOfItsId() throws Exception {
    var orders = new LocalOrders(folder);
    var order = order();
    orders.store(order);

    assertThat(orders.find(order.id().substring(0, 4))).isEqualTo(order);
    assertThatThrownBy(() -> orders.find("")).isInstanceOf(BadOrderException.class);
    assertThatThrownBy(() -> orders.find("zz")).isInstanceOf(BadOrderException.class);
  }

  @Test
  void namesAnOrderWhoseFileWasChanged() throws Exception {
    var orders = new LocalOrders(folder);
    var order = order();
    orders.store(order);
    var file = orders.folderOf(order).resolve("order.json");
    Files.writeString(file, Files.readString(file).replace("a.example", "b.example"));

    assertThatThrownBy(() -> orders.find(order.id()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged")
        .hasMessageContaining("instructions are not those");
  }

  private LocalOrder order() throws IOException {
    return LocalOrder.sign(
        "http://127.0.0.1:1",
        IdentityKey.generate().publicKey(),
        new Instructions(List.of("https://a.example/"), FieldText.DEFAULT),
        Wishes.NONE,
        Keys.in(folder.resolve("keys")),
        new Random(1),
        Instant.EPOCH);
  }
}
