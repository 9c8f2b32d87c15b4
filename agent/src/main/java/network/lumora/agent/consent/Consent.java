package network.lumora.agent.consent;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;

/** The host has agreed to this text at that time. */
public record Consent(int textVersion, Sha256 textSha256, Instant givenAt) {
  boolean isTo(ConsentText text) {
    return textVersion == text.version() && textSha256.equals(text.digest());
  }
}
