package network.lumora.coordinator.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.destination.ControlToken;
import network.lumora.protocol.destination.Evidence;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.ControlMethod;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private final ControlToken token =
      new ControlToken(
          IdentityKey.generate().publicKey(),
          IdentityKey.generate().publicKey(),
          "shop.example",
          "0".repeat(32),
          NOW.plusSeconds(60));
  private final Sight file = new Sight.Answered(new Evidence.File(200, token.line()));
  private final Sight noFile = new Sight.Answered(new Evidence.File(404, ""));
  private final Sight unseenFile = new Sight.Unseen(ControlMethod.WELL_KNOWN_FILE, "no route");
  private final Sight barredFile = new Sight.Barred(ControlMethod.WELL_KNOWN_FILE, "too large");
  private final Sight noRecord = new Sight.Answered(new Evidence.TxtRecords(List.of()));
  private final Sight unseenRecord = new Sight.Unseen(ControlMethod.DNS_TXT, "SERVFAIL");

  private Verdict of(ControlMethod before, Sight... sights) {
    return Verdict.of(token, List.of(sights), Optional.of(before), NOW);
  }

  private Verdict first(Sight... sights) {
    return Verdict.of(token, List.of(sights), Optional.empty(), NOW);
  }

  @Test
  void oneProofIsEnoughWhateverTheOtherPlaceSays() {
    var proven = new Verdict.Proven(ControlMethod.WELL_KNOWN_FILE);

    assertThat(first(file, unseenRecord)).isEqualTo(proven);
    assertThat(of(ControlMethod.DNS_TXT, noRecord, file)).isEqualTo(proven);
  }

  @Test
  void aProofIsGoneIfItsPlaceSaysSoThoughTheOtherOneIsSilent() {
    assertThat(of(ControlMethod.WELL_KNOWN_FILE, noFile, unseenRecord))
        .isInstanceOf(Verdict.Gone.class);
    assertThat(of(ControlMethod.WELL_KNOWN_FILE, barredFile, unseenRecord))
        .isEqualTo(new Verdict.Gone("too large; SERVFAIL"));
    assertThat(of(ControlMethod.DNS_TXT, unseenFile, noRecord)).isInstanceOf(Verdict.Gone.class);
  }

  @Test
  void aProofWhosePlaceIsSilentIsNotGoneThoughTheOtherOneHasNone() {
    assertThat(of(ControlMethod.WELL_KNOWN_FILE, unseenFile, noRecord))
        .isInstanceOf(Verdict.Unknown.class);
    assertThat(of(ControlMethod.DNS_TXT, noFile, unseenRecord)).isInstanceOf(Verdict.Unknown.class);
    assertThat(of(ControlMethod.DNS_TXT, unseenFile, unseenRecord))
        .isEqualTo(new Verdict.Unknown("no route; SERVFAIL"));
  }

  @Test
  void aFirstProofMayBeAtEitherPlace() {
    assertThat(first(noFile, noRecord)).isInstanceOf(Verdict.Gone.class);
    assertThat(first(unseenFile, noRecord)).isInstanceOf(Verdict.Unknown.class);
    assertThat(first(noFile, unseenRecord)).isInstanceOf(Verdict.Unknown.class);
  }
}
