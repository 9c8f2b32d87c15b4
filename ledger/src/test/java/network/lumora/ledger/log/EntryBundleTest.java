package network.lumora.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.junit.jupiter.api.Test;

class EntryBundleTest {

  @Test
  void entriesFollowTheirLengths() {
    byte[] bundle = EntryBundle.write(List.of(new byte[] {1, 2}, new byte[0], new byte[] {3}));

    assertThat(HexFormat.of().formatHex(bundle)).isEqualTo("000201020000000103");
  }

  @Test
  void readsWhatItWroteUpToTheLongestEntry() throws Exception {
    var entries = List.of(new byte[EntryBundle.MAX_ENTRY_BYTES], new byte[256], new byte[] {7});

    assertThat(EntryBundle.parse(EntryBundle.write(entries), 3))
        .usingRecursiveComparison()
        .isEqualTo(entries);
  }

  @Test
  void refusesToWriteWhatDoesNotFit() {
    assertThatThrownBy(() -> EntryBundle.write(List.of(new byte[65536])))
        .hasMessageContaining("65535");
    assertThatThrownBy(() -> EntryBundle.write(Collections.nCopies(257, new byte[0])))
        .hasMessageContaining("256");
  }

  @Test
  void refusesMoreOrFewerEntriesThanExpected() {
    byte[] two = EntryBundle.write(List.of(new byte[] {1}, new byte[] {2}));

    assertThatThrownBy(() -> EntryBundle.parse(two, 1)).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> EntryBundle.parse(two, 3)).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0}, 1)).hasMessageContaining("within");
    assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0, 2, 1}, 1))
        .hasMessageContaining("within");
  }

  @Test
  void parserOnlyEverRefusesOrRoundTrips() {
    var random = RandomGeneratorFactory.getDefault().create(3);
    byte[] good = EntryBundle.write(List.of(new byte[20], new byte[300], new byte[0]));
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Mutation.of(good, random);
      assertThatCode(() -> roundTrip(bytes)).doesNotThrowAnyException();
    }
  }

  private static void roundTrip(byte[] bytes) {
    try {
      assertThat(EntryBundle.write(EntryBundle.parse(bytes, 3))).isEqualTo(bytes);
    } catch (ProtocolException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED);
    }
  }
}
