package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGeneratorFactory;
import network.lumora.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

  @Test
  void indexIsCutIntoThreeDigits() {
    assertThat(new TilePath.Hashes(0, 1_234_067, 256)).hasToString("tile/0/x001/x234/067");
    assertThat(new TilePath.Hashes(63, 0, 1)).hasToString("tile/63/000.p/1");
    assertThat(new TilePath.Entries(273, 112)).hasToString("tile/entries/273.p/112");
    assertThat(new TilePath.Entries(1000, 256)).hasToString("tile/entries/x001/000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/000",
        "tile/0/x001/x234/067",
        "tile/63/999.p/255",
        "tile/entries/x001/000.p/1",
        "tile/1/x999/x999/x999/x999/x999/999"
      })
  void readsWhatItWrites(String path) throws Exception {
    assertThat(TilePath.parse(path)).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile/0",
        "tile/64/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/1000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/data/000",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/../000",
        "tile/0/x001/x000/x000/x000/x000/x000/000",
        "tile/0/٠٠٠"
      })
  void refusesEveryOtherSpelling(String path) {
    assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void parserOnlyEverRefusesOrRoundTrips() {
    var random = RandomGeneratorFactory.getDefault().create(4);
    byte[] good = "tile/12/x001/x234/067.p/112".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      var path = new String(Mutation.of(good, random), StandardCharsets.ISO_8859_1);
      assertThatCode(() -> roundTrip(path)).doesNotThrowAnyException();
    }
  }

  private static void roundTrip(String path) {
    try {
      assertThat(TilePath.parse(path)).hasToString(path);
    } catch (ProtocolException refused) {
      assertThat(refused).hasMessageContaining("tile");
    }
  }
}
