package network.lumora.systemtests.bench.agents;

import java.util.List;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.SealPublicKey;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;

/** Who a simulated agent is; one slot of each would be few, so it tells many. */
record Persona(IdentityKey key, SealPublicKey sealTo) {
  private static final MessageCodec MESSAGES = new MessageCodec();
  private static final StatementCodec STATEMENTS = new StatementCodec();

  /** The answer to a coordinator's challenge. */
  String hello(String challenge) {
    try {
      var asked = (ToAgent.Challenge) MESSAGES.readToAgent(challenge);
      var greeting =
          new Greeting(
              asked.nonce(),
              asked.coordinator(),
              key.publicKey(),
              sealTo,
              "0.1.0",
              List.of(Greeting.SCRAPE),
              Greeting.MAX_SLOTS,
              0,
              List.of());
      return MESSAGES.write(
          new ToCoordinator.Hello(MessageCodec.VERSION, STATEMENTS.sign(greeting, key)));
    } catch (ProtocolException e) {
      throw new IllegalStateException("the coordinator's challenge is not one", e);
    }
  }
}
