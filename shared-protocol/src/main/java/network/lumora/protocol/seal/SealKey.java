package network.lumora.protocol.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.hybrid.subtle.HpkeDecrypt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import network.lumora.protocol.identity.KeyFile;

/** Opens what was sealed to its public key. Thread-safe. */
public final class SealKey {
  private static final int WRAPPED_KEY_BYTES =
      Hpke.ENCAPSULATION_BYTES + SealedBody.KEY_BYTES + Hpke.TAG_BYTES;

  private final SealPublicKey publicKey;
  private final HybridDecrypt decrypter;

  @AccessesPartialKey
  @LowLevelCryptoCaller
  private SealKey(HpkePrivateKey key) throws GeneralSecurityException {
    this.publicKey = SealPublicKey.of(key.getPublicKey().getPublicKeyBytes().toByteArray());
    this.decrypter = HpkeDecrypt.create(key);
  }

  /** A fresh key from the system's secure randomness. */
  public static SealKey generate() {
    try {
      return of(newKeyset());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a fresh key is a good key", e);
    }
  }

  /**
   * The key in {@code file}, which is created with a fresh key if there is none.
   *
   * @throws IOException if the file cannot be read or written, is open to others, or is not a Tink
   *     keyset with one key of our suite; it is never overwritten
   */
  public static SealKey loadOrCreate(Path file) throws IOException {
    try {
      return read(new KeyFile(file).readOrCreate(() -> json(newKeyset())));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          file
              + " holds no seal key: expected a Tink JSON keyset with one HPKE key; restore it"
              + " from a copy, or move it away to get a new key",
          e);
    }
  }

  public SealPublicKey publicKey() {
    return publicKey;
  }

  /**
   * The whole plaintext of {@code sealed}, in either format.
   *
   * @throws SealBrokenException if anything is changed, cut, or sealed to another key or context
   */
  public byte[] open(byte[] sealed, byte[] context) throws SealBrokenException {
    if (sealed.length == 0) {
      throw new SealBrokenException("nothing there: expected a format byte");
    }
    return switch (Format.of(sealed[0])) {
      case DIRECT -> decrypt(Format.DIRECT, Arrays.copyOfRange(sealed, 1, sealed.length), context);
      case STREAMING -> openStreamed(sealed, context);
    };
  }

  /**
   * Opens either format from a stream; the streaming one a segment of 64 KiB at a time. Closes
   * neither.
   *
   * @throws SealBrokenException as in {@link #open(byte[], byte[])}; every byte already written is
   *     genuine, but only a normal return says that it was all: discard it
   */
  public void open(InputStream sealed, OutputStream plaintext, byte[] context)
      throws IOException, SealBrokenException {
    switch (Format.of(sealed.read())) {
      case DIRECT -> plaintext.write(decrypt(Format.DIRECT, sealed.readAllBytes(), context));
      case STREAMING -> {
        var wrapped = sealed.readNBytes(WRAPPED_KEY_BYTES);
        var key = decrypt(Format.STREAMING, wrapped, context);
        new SealedBody(key, context).open(sealed, plaintext);
      }
    }
  }

  private byte[] openStreamed(byte[] sealed, byte[] context) throws SealBrokenException {
    var plaintext = new ByteArrayOutputStream(sealed.length);
    try {
      open(new ByteArrayInputStream(sealed), plaintext, context);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return plaintext.toByteArray();
  }

  private byte[] decrypt(Format format, byte[] hpke, byte[] context) throws SealBrokenException {
    try {
      return decrypter.decrypt(hpke, format.info(context));
    } catch (GeneralSecurityException e) {
      var part = format == Format.DIRECT ? "sealed message" : "wrapped key";
      throw new SealBrokenException(
          part + " does not open: changed, cut, or sealed to another key or context", e);
    }
  }

  private static KeysetHandle newKeyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(Hpke.PARAMETERS, HybridConfig2026.get());
  }

  private static String json(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        keyset, HybridConfig2026.get(), InsecureSecretKeyAccess.get());
  }

  private static SealKey read(String json) throws GeneralSecurityException {
    return of(
        TinkJsonProtoKeysetFormat.parseKeyset(
            json, HybridConfig2026.get(), InsecureSecretKeyAccess.get()));
  }

  private static SealKey of(KeysetHandle keyset) throws GeneralSecurityException {
    if (keyset.size() == 1
        && keyset.getPrimary().getKey() instanceof HpkePrivateKey key
        && key.getParameters().equals(Hpke.PARAMETERS)) {
      return new SealKey(key);
    }
    throw new GeneralSecurityException("not one HPKE key of our suite");
  }
}
