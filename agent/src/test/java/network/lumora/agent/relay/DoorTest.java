package network.lumora.agent.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ControlMethod;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.Test;

class DoorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final IdentityKey coordinator = IdentityKey.generate();
  private final PublicKey owner = IdentityKey.generate().publicKey();
  private final PublicKey stranger = IdentityKey.generate().publicKey();
  private final OpenedDestination entry = entry(coordinator.publicKey());
  private final Door door = new Door(entry);

  @Test
  void opensForItsOwnerAndNothingElse() {
    assertThat(door.closedFor("shop.example:443", owner, true, NOW)).isEmpty();
    assertThat(door.closedFor("shop.example:443", stranger, true, NOW))
        .contains(Closed.OTHER_OWNER);
    assertThat(door.closedFor("shop.example:80", owner, true, NOW)).contains(Closed.NOT_OPENED);
    assertThat(door.closedFor("shop.example", owner, true, NOW)).contains(Closed.NOT_OPENED);
    assertThat(door.closedFor("www.shop.example:443", owner, true, NOW))
        .contains(Closed.NOT_OPENED);
  }

  @Test
  void staysClosedUntilTheHostConsents() {
    assertThat(door.closedFor("shop.example:443", owner, false, NOW))
        .contains(Closed.NOT_CONSENTED);
  }

  @Test
  void opensWhileItsEntryIsValid() {
    assertThat(door.closedFor("shop.example:443", owner, true, NOW.minusMillis(1)))
        .contains(Closed.EXPIRED);
    assertThat(door.closedFor("shop.example:443", owner, true, entry.notAfter()))
        .contains(Closed.EXPIRED);
  }

  @Test
  void letsThroughOnlyItsOwnName() {
    assertThat(door.closedFor(read(Hellos.to("shop.example", "TLSv1.3")))).isEmpty();
    assertThat(door.closedFor(read(Hellos.to("bank.example", "TLSv1.3"))))
        .contains(Closed.OTHER_NAME);
    assertThat(door.closedFor(read(Hellos.to("", "TLSv1.3")))).contains(Closed.NO_NAME);
    assertThat(door.closedFor(new ServerName.NotYet())).isEmpty();
  }

  @Test
  void isReadOnlyWithTheSignatureOfItsCoordinator() throws ProtocolException {
    var statements = new StatementCodec();
    var other = IdentityKey.generate();
    var signed = statements.sign(entry, coordinator);

    assertThat(Door.read(signed, coordinator.publicKey())).isEqualTo(door);
    assertThatThrownBy(() -> Door.read(signed, other.publicKey()))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SIGNATURE));
    var forged = statements.sign(entry, other);
    assertThatThrownBy(() -> Door.read(forged, coordinator.publicKey()))
        .isInstanceOf(ProtocolException.class);
  }

  private OpenedDestination entry(PublicKey by) {
    return new OpenedDestination(
        by, owner, "shop.example", ControlMethod.DNS_TXT, NOW, NOW.plusSeconds(60));
  }

  private static ServerName read(byte[] hello) {
    return ClientHello.read(ByteBuffer.wrap(hello));
  }
}
