package network.lumora.protocol.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsTest {
  @ParameterizedTest
  @EnumSource
  void readsWhatWasWritten(RecordKind kind) throws IOException, ProtocolException {
    var bytes = record(kind, kind.maxBytes());

    var read = read(bytes).orElseThrow();
    assertThat(read.kind()).isEqualTo(kind);
    assertThat(read.bytes()).isEqualTo(ByteBuffer.wrap(bytes));
    assertThat(read.body())
        .isEqualTo(Arrays.copyOfRange(bytes, Records.HEADER_BYTES, bytes.length));
  }

  /** However they are cut on their way; those that have come whole stay what they are. */
  @Test
  void readsOneRecordAfterTheOther() throws IOException, ProtocolException {
    var random = new Random(2);
    var kinds = List.of(RecordKind.values());
    var sent = new ArrayList<ByteBuffer>();
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < 200; i++) {
      var kind = kinds.get(random.nextInt(kinds.size()));
      var bytes = record(kind, 1 + random.nextInt(kind.maxBytes()));
      Arrays.fill(bytes, Records.HEADER_BYTES, bytes.length, (byte) i);
      sent.add(ByteBuffer.wrap(bytes));
      all.writeBytes(bytes);
    }
    var reader =
        new RecordReader(
            Channels.newChannel(inPieces(all.toByteArray(), random)), 2 * Records.MAX_BYTES);
    var came = new ArrayList<ByteBuffer>();
    for (var first = reader.next(); first.isPresent(); first = reader.next()) {
      var together = new ArrayList<>(List.of(first.get().bytes()));
      while (reader.hasNext()) {
        together.add(reader.next().orElseThrow().bytes());
      }
      together.forEach(each -> came.add(ByteBuffer.allocate(each.limit()).put(each).flip()));
    }
    assertThat(came).isEqualTo(sent);
  }

  private static InputStream inPieces(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] into, int from, int most) {
        return super.read(into, from, Math.min(most, 1 + random.nextInt(40_000)));
      }
    };
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
        read(bytes)
            .ifPresent(read -> assertThat(read.bytes().limit()).isLessThanOrEqualTo(bytes.length));
      } catch (ProtocolException | IOException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static Optional<WholeRecord> read(byte[] bytes) throws IOException, ProtocolException {
    return new RecordReader(Channels.newChannel(new ByteArrayInputStream(bytes)), Records.MAX_BYTES)
        .next();
  }

  private static byte[] record(RecordKind kind, int length) {
    var bytes = new byte[Records.HEADER_BYTES + length];
    Arrays.fill(bytes, (byte) 7);
    Records.begin(kind, length, ByteBuffer.wrap(bytes));
    return bytes;
  }
}
