package network.lumora.coordinator.link;

import java.util.List;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;

/** Lets an agent in that proves its key. Immutable, thread-safe. */
record Reception(PublicKey coordinator, StatementCodec statements) {

  ToAgent.Challenge challenge(String nonce) {
    return new ToAgent.Challenge(nonce, coordinator, List.of(MessageCodec.VERSION));
  }

  Greeting check(ToCoordinator.Hello hello, String nonce) throws ProtocolException {
    if (!hello.version().equals(MessageCodec.VERSION)) {
      throw new ProtocolException(
          ErrorCode.UNSUPPORTED_VERSION,
          "this coordinator speaks " + MessageCodec.VERSION + "; update the agent");
    }
    var greeting = statements.read(hello.greeting(), Greeting.class);
    hello.greeting().requireSignatureOf(greeting.agent());
    if (!greeting.nonce().equals(nonce) || !greeting.coordinator().equals(coordinator)) {
      throw new ProtocolException(
          ErrorCode.NOT_AUTHENTICATED,
          "the greeting answers another challenge than this connection's");
    }
    return greeting;
  }
}
