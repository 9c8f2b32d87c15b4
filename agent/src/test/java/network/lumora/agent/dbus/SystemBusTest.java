package network.lumora.agent.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.policy.Activity.Presence;
import network.lumora.agent.policy.Metered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SystemBusTest {
  private static final String USER_PATH = "/org/freedesktop/login1/user/_1000";

  @TempDir private Path folder;
  private final LinkedBlockingQueue<Metered> metered = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Presence> presence = new LinkedBlockingQueue<>();

  @BeforeEach
  void needsADaemon() {
    assumeTrue(Files.exists(PrivateBus.DAEMON), "apt-get install dbus-daemon");
  }

  private SystemBus follow(Path socket) {
    return SystemBus.follow(socket, metered::add, presence::add);
  }

  private static <T> void awaitTold(LinkedBlockingQueue<T> told, T wanted) throws Exception {
    T last = null;
    while (!wanted.equals(last)) {
      last = told.poll(50, TimeUnit.SECONDS);
      assertThat(last).as("waits for %s", wanted).isNotNull();
    }
  }

  @Test
  void tellsWhetherTheLineIsMeteredAndEveryChange() throws Exception {
    try (var bus = new PrivateBus(folder);
        var desktop = new FakeDesktop(bus.socket, FakeDesktop.NETWORK)) {
      desktop.properties.put("Metered", 4);
      try (var _ = follow(bus.socket)) {
        awaitTold(metered, Metered.NO);
        assertThat(presence.poll(50, TimeUnit.SECONDS)).isEqualTo(new Presence.Unknown());
        for (var step :
            new Object[][] {
              {1, Metered.YES}, {0, Metered.UNKNOWN}, {3, Metered.YES}, {2, Metered.NO}
            }) {
          desktop.properties.put("Metered", step[0]);
          desktop.changed("/org/freedesktop/NetworkManager", FakeDesktop.NETWORK);
          awaitTold(metered, (Metered) step[1]);
        }
      }
    }
  }

  @Test
  void aServiceThatComesOrGoesIsNoticed() throws Exception {
    try (var bus = new PrivateBus(folder);
        var _ = follow(bus.socket)) {
      awaitTold(metered, Metered.UNKNOWN);
      try (var desktop = new FakeDesktop(bus.socket)) {
        assertThat(desktop.properties).isEmpty();
      }
      metered.clear();
      var desktop = new FakeDesktop(bus.socket, FakeDesktop.NETWORK);
      desktop.properties.put("Metered", 1);
      desktop.changed("/org/freedesktop/NetworkManager", FakeDesktop.NETWORK);
      awaitTold(metered, Metered.YES);
      desktop.close();
      awaitTold(metered, Metered.UNKNOWN);
    }
  }

  @Test
  void tellsWhetherTheUserIsThere() throws Exception {
    try (var bus = new PrivateBus(folder);
        var desktop = new FakeDesktop(bus.socket, FakeDesktop.LOGIN)) {
      desktop.properties.put("IdleHint", false);
      desktop.properties.put("IdleSinceHint", 1_700_000_000_000_000L);
      try (var _ = follow(bus.socket)) {
        awaitTold(presence, new Presence.Here());
        desktop.properties.put("IdleHint", true);
        desktop.changed(USER_PATH, FakeDesktop.LOGIN + ".User");
        awaitTold(presence, new Presence.AwaySince(Instant.ofEpochSecond(1_700_000_000L)));
      }
    }
  }

  @Test
  void aBusThatIsAbsentOrDiesIsUnknownAndNoError() throws Exception {
    try (var _ = follow(folder.resolve("nothing"))) {
      awaitTold(metered, Metered.UNKNOWN);
      awaitTold(presence, new Presence.Unknown());
    }
    var bus = new PrivateBus(folder);
    try (var desktop = new FakeDesktop(bus.socket, FakeDesktop.NETWORK)) {
      desktop.properties.put("Metered", 1);
      try (var _ = follow(bus.socket)) {
        awaitTold(metered, Metered.YES);
        bus.close();
        awaitTold(metered, Metered.UNKNOWN);
      }
    }
  }
}
