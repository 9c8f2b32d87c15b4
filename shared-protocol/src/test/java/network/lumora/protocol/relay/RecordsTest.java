package network.lumora.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsTest {
  private final ByteBuffer into = ByteBuffer.allocate(Records.MAX_BYTES);

  @ParameterizedTest
  @EnumSource
  void readsWhatWasWritten(RecordKind kind) throws IOException, ProtocolException {
    var bytes = record(kind, kind.maxBytes());

    assertThat(read(bytes)).contains(kind);
    assertThat(Arrays.copyOf(into.array(), into.limit())).isEqualTo(bytes);
  }

  @Test
  void anEndBetweenRecordsIsAnEnd() throws IOException, ProtocolException {
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void anEndInsideARecordIsAnError() {
    var whole = record(RecordKind.FRAME, 20);
    for (int length = 1; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesUnknownKindsAndLengths() {
    assertFault(ErrorCode.UNKNOWN_TYPE, 0, 1);
    assertFault(ErrorCode.UNKNOWN_TYPE, 8, 1);
    assertFault(ErrorCode.UNKNOWN_TYPE, 255, 1);
    assertFault(ErrorCode.TOO_LARGE, 4, 0);
    assertFault(ErrorCode.TOO_LARGE, 4, RecordKind.FRAME.maxBytes() + 1);
    assertFault(ErrorCode.TOO_LARGE, 6, 65);
    assertFault(ErrorCode.TOO_LARGE, 4, 0xFF_FFFF);
  }

  private void assertFault(ErrorCode code, int kind, int length) {
    var header = ByteBuffer.allocate(4).putInt((kind << 24) | length).array();
    assertThatThrownBy(() -> read(header))
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void anythingIsARecordOrAnError() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 3 && random.nextBoolean()) {
        bytes[0] = (byte) random.nextInt(9);
        bytes[1] = 0;
        bytes[2] = 0;
      }
      try {
        read(bytes).ifPresent(_ -> assertThat(into.limit()).isLessThanOrEqualTo(bytes.length));
      } catch (ProtocolException | IOException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private Optional<RecordKind> read(byte[] bytes) throws IOException, ProtocolException {
    return Records.read(new ByteArrayInputStream(bytes), into);
  }

  private static byte[] record(RecordKind kind, int length) {
    var bytes = new byte[Records.HEADER_BYTES + length];
    Arrays.fill(bytes, (byte) 7);
    Records.begin(kind, length, ByteBuffer.wrap(bytes));
    return bytes;
  }
}
