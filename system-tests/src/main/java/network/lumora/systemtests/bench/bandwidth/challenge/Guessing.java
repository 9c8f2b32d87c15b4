package network.lumora.systemtests.bench.bandwidth.challenge;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import network.lumora.agent.challenge.DownChallenger;
import network.lumora.agent.challenge.Path;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotTerms;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.LowerBound;
import network.lumora.proof.challenge.SlotKey;
import network.lumora.proof.challenge.SlotShape;
import network.lumora.protocol.units.BytesPerSecond;

/** A prover that answers without the bytes: each try has a slot of one datagram for itself. */
public final class Guessing {
  private static final SlotShape ONE_DATAGRAM =
      new SlotShape(new BytesPerSecond(1), 1_000_000, Carrier.UDP_IPV4);
  private static final Path NOWHERE = _ -> true;

  private final SecureRandom random = new SecureRandom();

  /** How many of so many answers were taken. */
  public int taken(int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += isTaken() ? 1 : 0;
    }
    return taken;
  }

  private boolean isTaken() {
    var token = bytes(16);
    var challenger =
        new DownChallenger(
            new SlotTerms(
                new SlotToken(HexFormat.of().formatHex(token)),
                new SlotKey(HexFormat.of().formatHex(bytes(32))),
                ONE_DATAGRAM,
                new LowerBound(0, new BytesPerSecond(0)),
                0));
    var _ = challenger.due(0, NOWHERE);
    challenger.received(datagram(6, token).putInt(1).put(bytes(32)).flip(), 1, NOWHERE);
    challenger.received(
        datagram(10, token).putInt(0).putInt(1).putInt(0).putShort((short) 1).flip(), 2, NOWHERE);
    var _ = challenger.due(3, NOWHERE);
    return challenger.result() instanceof SlotResult.Measured;
  }

  private static ByteBuffer datagram(int type, byte[] token) {
    return ByteBuffer.allocate(64).put((byte) type).put(token);
  }

  private byte[] bytes(int count) {
    var made = new byte[count];
    random.nextBytes(made);
    return made;
  }
}
