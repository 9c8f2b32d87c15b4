package network.lumora.agent.consent;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Open once the host has agreed to the text as it is now. Thread-safe. */
public final class ConsentGate {
  private final ConsentText text;
  private final ConsentRecords records;

  public ConsentGate(ConsentText text, ConsentRecords records) {
    this.text = text;
    this.records = records;
  }

  public ConsentText text() {
    return text;
  }

  /** The consent to this very text; an older text's does not count. */
  public Optional<Consent> given() throws IOException {
    return records.latest().filter(consent -> consent.isTo(text));
  }

  public Consent give(Instant now) throws IOException {
    var consent = new Consent(text.version(), text.digest(), now);
    records.add(consent);
    return consent;
  }
}
