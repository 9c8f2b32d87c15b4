package network.lumora.consumer.relay;

import java.io.IOException;
import java.util.Optional;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.RelayInvitation;

/** Tells a callee who calls. One thread; waits. */
@FunctionalInterface
public interface Switchboard {
  /** Empty if nobody calls for a while. */
  Optional<RelayInvitation> next() throws IOException, ProtocolException;
}
