package network.lumora.agent.consent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import network.lumora.protocol.digest.Sha256;

/** The words the host agrees to. Immutable. */
public record ConsentText(int version, String text) {
  /** Counted up whenever the words change what is agreed to; the host is asked again. */
  private static final int CURRENT = 2;

  /** The text that came with this program. */
  public static ConsentText current() {
    try (var in = ConsentText.class.getResourceAsStream("consent.txt")) {
      var bytes = Objects.requireNonNull(in, "consent.txt").readAllBytes();
      return new ConsentText(CURRENT, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own text is readable", e);
    }
  }

  public Sha256 digest() {
    return Sha256.of(text);
  }
}
