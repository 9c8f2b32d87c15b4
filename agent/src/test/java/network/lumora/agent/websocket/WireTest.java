package network.lumora.agent.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection whose other end does not read. */
@Timeout(240)
class WireTest {
  /** More than the system keeps for a connection. */
  private static final int MANY = 100_000;

  private final CountDownLatch gone = new CountDownLatch(1);
  private Socket prover;
  private Socket accepted;
  private Wire wire;

  @BeforeEach
  void connect() throws IOException {
    try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      prover = new Socket(port.getInetAddress(), port.getLocalPort());
      accepted = port.accept();
    }
    wire =
        Wire.atChallenger(
            accepted,
            accepted,
            new Wire.Ear() {
              @Override
              public void heard(ByteBuffer message) {}

              @Override
              public void gone() {
                gone.countDown();
              }
            });
    Thread.ofVirtual().start(wire::read);
  }

  @AfterEach
  void close() throws IOException {
    wire.drop();
    prover.close();
  }

  private boolean send() {
    return wire.send(ByteBuffer.allocate(1_400));
  }

  @Test
  void nothingIsTakenBeforeTheUpgrade() {
    assertThat(send()).isFalse();
  }

  @Test
  void thereIsNoRoomWhileNobodyReads() throws IOException {
    prover.getOutputStream().write(Upgrade.bytes(Upgrade.TEXT));

    assertThat(taken()).isLessThan(MANY);
  }

  /** How many are taken until there was no room for 200 ms. */
  private int taken() {
    int taken = 0;
    long since = System.nanoTime();
    while (taken < MANY
        && (taken == 0 || System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(200))) {
      if (send()) {
        taken++;
        since = System.nanoTime();
      } else {
        LockSupport.parkNanos(100_000);
      }
    }
    return taken;
  }

  @Test
  void whatWaitsIsNotSentAfterTheEnd() throws Exception {
    prover.getOutputStream().write(Upgrade.bytes(Upgrade.TEXT));
    int taken = taken();

    wire.drop();

    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    assertThatIOException().isThrownBy(() -> prover.getInputStream().readAllBytes());
    assertThat(taken).isPositive();
    assertThat(send()).isFalse();
  }

  @Test
  void anUpgradeWithoutEndIsCutOff() throws Exception {
    var endless = Upgrade.TEXT.stripTrailing() + "x".repeat(20_000);
    try {
      prover.getOutputStream().write(Upgrade.bytes(endless));
    } catch (IOException _) {
      // It was cut off while it was said.
    }

    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
