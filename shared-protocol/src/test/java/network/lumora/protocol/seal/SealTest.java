package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  private static final byte[] CONTEXT = "context".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECRET = "the page".getBytes(StandardCharsets.UTF_8);

  private final SealKey key = SealKey.generate();

  @Test
  void opensWhatWasSealedToIt() throws SealBrokenException {
    var sealed = Seal.seal(key.publicKey(), SECRET, CONTEXT);

    assertThat(sealed).hasSize(SECRET.length + 49).startsWith(1);
    assertThat(key.open(sealed, CONTEXT)).isEqualTo(SECRET);
  }

  @Test
  void opensAnEmptyMessage() throws SealBrokenException {
    assertThat(key.open(Seal.seal(key.publicKey(), new byte[0], CONTEXT), CONTEXT)).isEmpty();
  }

  /** Around the ends of the first segment (65,480 bytes of plaintext) and the second (65,520). */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_479, 65_480, 65_481, 130_999, 131_000, 131_001, 300_000})
  void opensStreamsOfEveryLength(int length) throws IOException, SealBrokenException {
    var plaintext = new byte[length];
    new Random(length).nextBytes(plaintext);
    var sealed = sealStream(plaintext);

    assertThat(sealed).startsWith(2);
    assertThat(key.open(sealed, CONTEXT)).isEqualTo(plaintext);
    assertThat(openStream(sealed)).isEqualTo(plaintext);
  }

  @Test
  void opensTheDirectFormatFromAStream() throws IOException, SealBrokenException {
    assertThat(openStream(Seal.seal(key.publicKey(), SECRET, CONTEXT))).isEqualTo(SECRET);
  }

  @Test
  void neverSealsTheSameTwice() throws IOException {
    assertThat(Seal.seal(key.publicKey(), SECRET, CONTEXT))
        .isNotEqualTo(Seal.seal(key.publicKey(), SECRET, CONTEXT));
    assertThat(sealStream(SECRET)).isNotEqualTo(sealStream(SECRET));
  }

  @Test
  void refusesAChangeOfAnySingleBit() throws IOException {
    for (var sealed :
        new byte[][] {Seal.seal(key.publicKey(), SECRET, CONTEXT), sealStream(SECRET)}) {
      for (int bit = 0; bit < sealed.length * 8; bit++) {
        var changed = sealed.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        refuses(changed, CONTEXT);
      }
    }
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    for (var sealed :
        new byte[][] {Seal.seal(key.publicKey(), SECRET, CONTEXT), sealStream(SECRET)}) {
      for (int length = 0; length < sealed.length; length++) {
        refuses(Arrays.copyOf(sealed, length), CONTEXT);
      }
    }
  }

  @Test
  void refusesMoreBytesThanWereSealed() throws IOException {
    refuses(Arrays.copyOf(Seal.seal(key.publicKey(), SECRET, CONTEXT), 100), CONTEXT);
    var stream = sealStream(SECRET);
    refuses(Arrays.copyOf(stream, stream.length + 1), CONTEXT);
  }

  @Test
  void refusesAStreamCutBetweenSegments() throws IOException {
    var sealed = sealStream(new byte[200_000]);
    int firstSegmentEnd = 1 + 80 + 65_536;

    assertThatThrownBy(() -> key.open(Arrays.copyOf(sealed, firstSegmentEnd), CONTEXT))
        .isInstanceOf(SealBrokenException.class)
        .hasMessageContaining("segment 0");
    refuses(Arrays.copyOf(sealed, firstSegmentEnd + 65_536), CONTEXT);
  }

  @Test
  void refusesSegmentsInAnotherOrder() throws IOException {
    var sealed = sealStream(new byte[300_000]);
    int second = 1 + 80 + 65_536;
    var swapped = sealed.clone();
    System.arraycopy(sealed, second, swapped, second + 65_536, 65_536);
    System.arraycopy(sealed, second + 65_536, swapped, second, 65_536);

    assertThatThrownBy(() -> key.open(swapped, CONTEXT)).hasMessageContaining("segment 1");
  }

  @Test
  void doesNotGiveAwayTheStreamKeyToOneWhoRelabelsAStreamAsDirect() throws IOException {
    var cut = Arrays.copyOf(sealStream(SECRET), 1 + 80);
    cut[0] = 1;

    refuses(cut, CONTEXT);
  }

  @Test
  void refusesAnotherContext() throws IOException {
    var other = "contexu".getBytes(StandardCharsets.UTF_8);

    refuses(Seal.seal(key.publicKey(), SECRET, CONTEXT), other);
    refuses(sealStream(SECRET), other);
    refuses(sealStream(SECRET), new byte[0]);
  }

  @Test
  void refusesWhatWasSealedToAnotherKey() {
    var sealed = Seal.seal(SealKey.generate().publicKey(), SECRET, CONTEXT);

    assertThatThrownBy(() -> key.open(sealed, CONTEXT))
        .isInstanceOf(SealBrokenException.class)
        .hasMessageContaining("another key");
  }

  @Test
  void refusesAnUnknownFormat() {
    assertThatThrownBy(() -> key.open(new byte[] {7, 0}, CONTEXT))
        .isInstanceOf(SealBrokenException.class)
        .hasMessageContaining("not 7");
  }

  @Test
  void opensOrRefusesRandomBytesAndNothingElse() {
    var random = new Random(20261122);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) random.nextInt(4);
      }
      refuses(bytes, CONTEXT);
    }
  }

  @Test
  void passesOnTheFailureOfADisk() {
    var broken = new BrokenDisk();

    assertThatThrownBy(
            () -> Seal.seal(key.publicKey(), broken, OutputStream.nullOutputStream(), CONTEXT))
        .isInstanceOf(IOException.class)
        .hasMessage("disk is gone");
    assertThatThrownBy(() -> key.open(broken, OutputStream.nullOutputStream(), CONTEXT))
        .isInstanceOf(IOException.class)
        .hasMessage("disk is gone");
  }

  private void refuses(byte[] sealed, byte[] context) {
    assertThatThrownBy(() -> key.open(sealed, context)).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(
            () ->
                key.open(
                    new ByteArrayInputStream(sealed), OutputStream.nullOutputStream(), context))
        .isInstanceOf(SealBrokenException.class);
  }

  private byte[] sealStream(byte[] plaintext) throws IOException {
    var sealed = new ByteArrayOutputStream();
    Seal.seal(key.publicKey(), new ByteArrayInputStream(plaintext), sealed, CONTEXT);
    return sealed.toByteArray();
  }

  private byte[] openStream(byte[] sealed) throws IOException, SealBrokenException {
    var plaintext = new ByteArrayOutputStream();
    key.open(new ByteArrayInputStream(sealed), plaintext, CONTEXT);
    return plaintext.toByteArray();
  }

  private static final class BrokenDisk extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("disk is gone");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      throw new IOException("disk is gone");
    }
  }
}
