package network.lumora.ledger.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;

/**
 * Text with signatures (c2sp.org/signed-note). Immutable. Its text is to be ignored until a
 * signature of a known key was required.
 *
 * @param text ends in a newline
 */
public record Note(String text, List<NoteSignature> signatures) {

  /** Sixteen post-quantum signatures of 5 kB in base64, twice over: the specification's minimum. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Twice what the specification asks readers to accept. */
  public static final int MAX_SIGNATURES = 32;

  public Note {
    if (!text.endsWith("\n") || !isPlain(text)) {
      throw new IllegalArgumentException("the text of a note is of lines without control bytes");
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("more than " + MAX_SIGNATURES + " signatures");
    }
    signatures = List.copyOf(signatures);
  }

  /** A note with one signature. */
  public static Note sign(String text, String keyName, Signer signer) {
    return new Note(text, List.of()).withSignature(keyName, signer);
  }

  /** This note with one more signature at the end. */
  public Note withSignature(String keyName, Signer signer) {
    var key = new NoteKey(keyName, signer.publicKey());
    var all = new ArrayList<>(signatures);
    all.add(new NoteSignature(keyName, key.id(), signer.sign(signedBytes())));
    return new Note(text, all);
  }

  public static Note parse(byte[] bytes) throws ProtocolException {
    if (bytes.length > MAX_BYTES) {
      throw new ProtocolException(
          ErrorCode.TOO_LARGE, "a note has at most " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    var note = utf8(bytes);
    int blankLine = note.lastIndexOf("\n\n");
    if (blankLine < 0 || !note.endsWith("\n") || !isPlain(note)) {
      throw new ProtocolException(
          ErrorCode.MALFORMED, "not a note: expected text, an empty line and signature lines");
    }
    return new Note(note.substring(0, blankLine + 1), signatures(note.substring(blankLine + 2)));
  }

  private static List<NoteSignature> signatures(String lines) throws ProtocolException {
    var signatures = new ArrayList<NoteSignature>();
    for (var line : lines.split("\n", MAX_SIGNATURES + 1)) {
      if (signatures.size() == MAX_SIGNATURES && !line.isEmpty()) {
        throw new ProtocolException(
            ErrorCode.TOO_LARGE, "a note has at most " + MAX_SIGNATURES + " signatures");
      }
      if (!line.isEmpty()) {
        signatures.add(NoteSignature.parse(line));
      }
    }
    if (signatures.isEmpty()) {
      throw new ProtocolException(ErrorCode.MALFORMED, "the note has no signature");
    }
    return signatures;
  }

  /**
   * Checks that {@code key} has signed. Signatures by other keys are ignored.
   *
   * @throws ProtocolException BAD_SIGNATURE if it has not, or one in its name does not verify
   */
  public void requireSignatureOf(NoteKey key) throws ProtocolException {
    var claimed = signatures.stream().filter(signature -> signature.isBy(key)).toList();
    if (claimed.isEmpty()) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "the note has no signature of " + key.name());
    }
    for (var signature : claimed) {
      requireValid(key.key(), signature);
    }
  }

  private void requireValid(PublicKey key, NoteSignature signature) throws ProtocolException {
    if (!key.verifies(signedBytes(), signature.bytes())) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE,
          "the signature of " + signature.name() + " does not verify over the note");
    }
  }

  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] signedBytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String utf8(byte[] bytes) throws ProtocolException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolException(ErrorCode.MALFORMED, "a note is UTF-8", e);
    }
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(character -> character >= ' ' || character == '\n');
  }

  @Override
  public String toString() {
    var out = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> out.append(signature).append('\n'));
    return out.toString();
  }
}
