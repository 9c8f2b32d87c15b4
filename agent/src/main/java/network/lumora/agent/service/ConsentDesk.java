package network.lumora.agent.service;

import java.io.IOException;
import java.time.InstantSource;
import network.lumora.agent.consent.Consent;
import network.lumora.agent.consent.ConsentGate;
import network.lumora.bridge.agent.ConsentControl;
import network.lumora.bridge.agent.ConsentGiven;
import network.lumora.bridge.agent.ConsentState;

/** Shows what the host agrees to, and records it. Thread-safe. */
final class ConsentDesk implements ConsentControl {
  private final ConsentGate gate;
  private final InstantSource clock;
  private final Runnable given;

  /**
   * @param given told once the host has agreed
   */
  ConsentDesk(ConsentGate gate, InstantSource clock, Runnable given) {
    this.gate = gate;
    this.clock = clock;
    this.given = given;
  }

  @Override
  public ConsentState consent() throws IOException {
    var text = gate.text();
    var consent = gate.given();
    return new ConsentState(
        consent.isPresent(),
        text.version(),
        text.digest().toString(),
        text.text(),
        consent.map(Consent::givenAt).orElse(null));
  }

  @Override
  public ConsentState give(ConsentGiven agreed) throws IOException {
    var text = gate.text();
    if (agreed.version() != text.version() || !agreed.sha256().equals(text.digest().toString())) {
      throw new IllegalArgumentException(
          "the text to agree to is version %d with sha256 %s; read it again and agree to that"
              .formatted(text.version(), text.digest()));
    }
    if (gate.given().isEmpty()) {
      gate.give(clock.instant());
    }
    given.run();
    return consent();
  }
}
