package network.lumora.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import network.lumora.protocol.cryptography.NativeCryptography;
import network.lumora.protocol.seal.FrameSecret.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "over Conscrypt: {0}")
@ValueSource(booleans = {false, true})
class FramesTest {
  private static final byte[] BINDING = "these two".getBytes(StandardCharsets.UTF_8);
  private static final KeyLife SHORT =
      new KeyLife(FrameSealer.MAX_PLAINTEXT_BYTES + 1_000L, 5, 1_000);
  private static final int HEADER_END = 1 + SealedBody.HEADER_BYTES;

  private final FrameSecret secret = FrameSecret.generate();
  private final FrameSealer sealer = secret.sealer(End.CALLER, BINDING, SHORT);
  private final FrameOpener opener = secret.opener(End.CALLER, BINDING, SHORT);

  FramesTest(boolean overConscrypt) {
    if (overConscrypt) {
      assertThat(NativeCryptography.add()).isEmpty();
    }
  }

  @AfterEach
  void removeConscrypt() {
    NativeCryptography.provider().ifPresent(added -> Security.removeProvider(added.getName()));
  }

  @Test
  void framesOpenInOrderWhateverTheirLengths() throws SealBrokenException {
    var random = new Random(1);
    for (int i = 0; i < 500; i++) {
      var plaintext = bytes(random, random.nextInt(FrameSealer.MAX_PLAINTEXT_BYTES + 1));

      assertThat(open(seal(plaintext, false, i * 100L))).isEqualTo(plaintext);
    }
    assertThat(opener.isEnded()).isFalse();

    assertThat(open(seal(new byte[0], true, 0))).isEmpty();
    assertThat(opener.isEnded()).isTrue();
  }

  @Test
  void aNewKeyComesAfterBytesFramesOrTime() {
    assertThat(beginsKey(seal(new byte[1_000], false, 0))).isTrue();
    assertThat(beginsKey(seal(new byte[FrameSealer.MAX_PLAINTEXT_BYTES], false, 1))).isFalse();
    assertThat(beginsKey(seal(new byte[1], false, 2))).as("bytes").isTrue();
    for (int i = 0; i < 4; i++) {
      assertThat(beginsKey(seal(new byte[1], false, 3))).isFalse();
    }
    assertThat(beginsKey(seal(new byte[1], false, 4))).as("frames").isTrue();
    assertThat(beginsKey(seal(new byte[1], false, 1_003))).isFalse();
    assertThat(beginsKey(seal(new byte[1], false, 1_004))).as("time").isTrue();
  }

  /** Salt and prefix make key and nonce; the counter is the place under them. */
  @Test
  void noNonceComesTwice() {
    var seen = new HashSet<String>();
    var header = "";
    int place = 0;
    var random = new Random(2);
    for (var end : End.values()) {
      for (int restart = 0; restart < 20; restart++) {
        var again = secret.sealer(end, BINDING, SHORT);
        for (int i = 0; i < 200; i++) {
          var frame = seal(again, bytes(random, random.nextInt(3_000)), i == 199, i * 37L);
          place = beginsKey(frame) ? 0 : place + 1;
          header = beginsKey(frame) ? headerOf(frame) : header;
          assertThat(place).isLessThan(SHORT.frames());
          assertThat(seen.add(header + ":" + place)).as("nonce used once").isTrue();
        }
      }
    }
  }

  /** The same plaintext at the same place of the same chain; only the salts differ. */
  @Test
  void theSameSecretTwiceSealsDifferently() {
    var again = secret.sealer(End.CALLER, BINDING, SHORT);

    assertThat(seal(new byte[100], false, 0)).isNotEqualTo(seal(again, new byte[100], false, 0));
  }

  @Test
  void aFrameThatComesAgainDoesNotOpen() throws SealBrokenException {
    var first = seal(new byte[10], false, 0);
    var second = seal(new byte[10], false, 0);
    open(first);
    open(second);

    assertBroken(second);
  }

  @Test
  void aFirstFrameThatComesAgainDoesNotOpen() throws SealBrokenException {
    var first = seal(new byte[10], false, 0);
    open(first);

    assertBroken(first);
  }

  @Test
  void framesInAnotherOrderDoNotOpen() throws SealBrokenException {
    open(seal(new byte[10], false, 0));
    var left = seal(new byte[10], false, 0);
    var later = seal(new byte[10], false, 0);

    assertBroken(later);
    assertBroken(left);
  }

  @Test
  void aKeyThatWasLeftOutBreaksTheNext() throws SealBrokenException {
    open(seal(new byte[10], false, 0));
    seal(new byte[10], false, 1_000);

    assertBroken(seal(new byte[10], false, 2_000));
  }

  @Test
  void aFrameThatWasLeftOutBeforeANewKeyBreaksIt() throws SealBrokenException {
    open(seal(new byte[10], false, 0));
    seal(new byte[10], false, 0);

    assertBroken(seal(new byte[10], false, 1_000));
  }

  @Test
  void eachDirectionHasItsOwnKeys() {
    var frame = seal(new byte[10], false, 0);

    assertThatThrownBy(() -> open(secret.opener(End.CALLEE, BINDING, SHORT), frame))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void framesOpenOnlyWhereTheyBelong() {
    var frame = seal(new byte[10], false, 0);

    assertThatThrownBy(() -> open(secret.opener(End.CALLER, new byte[] {1}, SHORT), frame))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> open(FrameSecret.generate().opener(End.CALLER, BINDING, SHORT), frame))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void nothingFollowsTheLast() throws SealBrokenException {
    var frame = seal(new byte[10], false, 0);
    open(frame);
    open(seal(new byte[10], true, 0));

    assertBroken(frame);
    assertThatThrownBy(() -> seal(new byte[1], false, 0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyThatIsUsedForTooLongIsRefused() throws SealBrokenException {
    var careless = secret.sealer(End.CALLER, BINDING, KeyLife.USUAL);
    for (int i = 0; i < SHORT.frames(); i++) {
      open(opener, seal(careless, new byte[1], false, 0));
    }

    assertBroken(seal(careless, new byte[1], false, 0));
  }

  @Test
  void everyChangedBitIsFound() {
    var frames = List.of(seal(new byte[20], false, 0), seal(new byte[20], false, 0));
    for (int which = 0; which < frames.size(); which++) {
      for (int bit = 0; bit < frames.get(which).length * 8; bit++) {
        assertThatThrownBy(openAllWithChange(frames, which, bit)::run)
            .isInstanceOf(SealBrokenException.class);
      }
    }
  }

  private Attempt openAllWithChange(List<byte[]> frames, int which, int bit) {
    var fresh = secret.opener(End.CALLER, BINDING, SHORT);
    return () -> {
      for (int i = 0; i < frames.size(); i++) {
        var frame = frames.get(i).clone();
        if (i == which) {
          frame[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        open(fresh, frame);
      }
    };
  }

  /** Stands for {@code Callable}, with what can really go wrong. */
  private interface Attempt {
    void run() throws SealBrokenException;
  }

  /** HKDF, nonce and tag as Tink makes them of the same secret and header. */
  @Test
  void aKeyIsThatOfTinksStreams() throws GeneralSecurityException, SealBrokenException {
    var random = new Random(4);
    var ours = bytes(random, FrameChain.SECRET_BYTES);
    var tinks = new AesGcmHkdfStreaming(ours, FrameChain.HMAC, FrameChain.SECRET_BYTES, 4_096, 0);
    var header = FrameCipher.newHeader();
    StreamSegmentDecrypter decrypter = tinks.newStreamSegmentDecrypter();
    decrypter.init(ByteBuffer.wrap(header), BINDING);
    var cipher = FrameCipher.of(ours, header, BINDING);
    for (int place = 0; place < 10; place++) {
      var plaintext = bytes(random, random.nextInt(2_000));
      boolean last = place == 9;
      var sealed = ByteBuffer.allocate(plaintext.length + Hpke.TAG_BYTES);
      var opened = ByteBuffer.allocate(plaintext.length);
      cipher.seal(ByteBuffer.wrap(plaintext), place, last, sealed);
      decrypter.decryptSegment(sealed.flip(), place, last, opened);
      assertThat(opened.array()).isEqualTo(plaintext);
      cipher.open(sealed.flip(), place, last, opened.clear());
      assertThat(opened.array()).isEqualTo(plaintext);
    }
  }

  /** What a relay could do to a stream: whatever opens is a beginning of what was sealed. */
  @Test
  void aRelayCanOnlyCutTheStream() {
    var random = new Random(3);
    for (int round = 0; round < 300; round++) {
      var sealing = secret.sealer(End.CALLER, BINDING, SHORT);
      var plaintexts = new ArrayList<byte[]>();
      var frames = new ArrayList<byte[]>();
      for (int i = 0; i < 12; i++) {
        plaintexts.add(bytes(random, random.nextInt(60)));
        frames.add(seal(sealing, plaintexts.getLast(), i == 11, i * 400L));
      }
      var opened = openUntilBroken(meddle(frames, random));
      for (int i = 0; i < opened.size(); i++) {
        assertThat(opened.get(i)).isEqualTo(plaintexts.get(i));
      }
    }
  }

  private static List<byte[]> meddle(List<byte[]> frames, Random random) {
    var now = new ArrayList<>(frames);
    int at = random.nextInt(now.size());
    switch (random.nextInt(6)) {
      case 0 -> now.remove(at);
      case 1 -> now.add(random.nextInt(now.size()), now.get(at));
      case 2 -> now.add(random.nextInt(now.size()), now.remove(at));
      case 3 -> now.set(at, bytes(random, random.nextInt(200)));
      case 4 -> now.set(at, Arrays.copyOf(now.get(at), random.nextInt(200)));
      default -> now.get(at)[random.nextInt(now.get(at).length)] ^= 1;
    }
    return now;
  }

  private List<byte[]> openUntilBroken(List<byte[]> frames) {
    var fresh = secret.opener(End.CALLER, BINDING, SHORT);
    var opened = new ArrayList<byte[]>();
    try {
      for (var frame : frames) {
        opened.add(open(fresh, frame));
      }
    } catch (SealBrokenException _) {
      assertThat(fresh.isEnded() && opened.size() < frames.size() - 1).isFalse();
    }
    return opened;
  }

  @Test
  void theSecretReachesOnlyWhoItIsSealedTo() throws SealBrokenException {
    var callee = SealKey.generate();
    var sealed = secret.sealTo(callee.publicKey(), BINDING);
    var theirs = FrameSecret.open(callee, sealed, BINDING);

    assertThat(open(theirs.opener(End.CALLER, BINDING, SHORT), seal(new byte[3], false, 0)))
        .isEqualTo(new byte[3]);
    assertThatThrownBy(() -> FrameSecret.open(SealKey.generate(), sealed, BINDING))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> FrameSecret.open(callee, sealed, new byte[0]))
        .isInstanceOf(SealBrokenException.class);
  }

  private void assertBroken(byte[] frame) {
    assertThatThrownBy(() -> open(frame)).isInstanceOf(SealBrokenException.class);
  }

  private static boolean beginsKey(byte[] frame) {
    return (frame[0] & FrameSealer.NEW_KEY) != 0;
  }

  private static String headerOf(byte[] frame) {
    return HexFormat.of().formatHex(frame, 1, HEADER_END);
  }

  private byte[] seal(byte[] plaintext, boolean last, long nowNanos) {
    return seal(sealer, plaintext, last, nowNanos);
  }

  private static byte[] seal(FrameSealer with, byte[] plaintext, boolean last, long nowNanos) {
    var out = ByteBuffer.allocate(FrameSealer.MAX_FRAME_BYTES);
    with.seal(ByteBuffer.wrap(plaintext), last, nowNanos, out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private byte[] open(byte[] frame) throws SealBrokenException {
    return open(opener, frame);
  }

  private static byte[] open(FrameOpener with, byte[] frame) throws SealBrokenException {
    var out = ByteBuffer.allocate(FrameSealer.MAX_PLAINTEXT_BYTES);
    try {
      with.open(ByteBuffer.wrap(frame), out);
      return Arrays.copyOf(out.array(), out.position());
    } catch (SealBrokenException e) {
      assertThat(out.position()).as("nothing comes out of a broken frame").isZero();
      throw e;
    }
  }

  private static byte[] bytes(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
