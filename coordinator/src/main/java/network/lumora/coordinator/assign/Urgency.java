package network.lumora.coordinator.assign;

import java.time.Duration;

/** How long a consumer is content to wait when it names no deadline. */
public enum Urgency {
  SOON(Duration.ofSeconds(10)),
  NORMAL(Duration.ofMinutes(2)),
  WHENEVER(Duration.ofHours(1));

  private final Duration patience;

  Urgency(Duration patience) {
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }
}
