package network.lumora.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReflectorBookTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 9_000);
  }

  @Test
  void theNewestComeFirstAndTheOldAreNotTold() throws IOException {
    try (var journal = Journal.open(folder)) {
      journal.reflectors().answered(at("192.0.2.1"), NOW.minusSeconds(500));
      journal.reflectors().answered(at("2001:db8::1"), NOW.minusSeconds(20));
      journal.reflectors().answered(at("192.0.2.2"), NOW.minusSeconds(30));
      journal.reflectors().answered(at("192.0.2.2"), NOW.minusSeconds(10));
    }
    try (var journal = Journal.open(folder)) {
      assertThat(journal.reflectors().reflectors(NOW.minusSeconds(100)))
          .containsExactly(at("192.0.2.2"), at("2001:db8::1"));
    }
  }

  @Test
  void onlyAFewAreKept() throws IOException {
    try (var journal = Journal.open(folder)) {
      for (int i = 0; i < 20; i++) {
        journal.reflectors().answered(at("192.0.2." + i), NOW.plusSeconds(i));
      }

      assertThat(journal.reflectors().reflectors(Instant.EPOCH))
          .hasSize(8)
          .startsWith(at("192.0.2.19"));
    }
  }
}
