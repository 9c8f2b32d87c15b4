package network.lumora.agent.idle;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/** Remembers who sent datagrams back, so that an agent that starts anew knows somebody. */
public interface ReflectorBook {
  /** Those that answered since then, the newest first; at most a few. */
  List<InetSocketAddress> reflectors(Instant since) throws IOException;

  void answered(InetSocketAddress reflector, Instant now) throws IOException;
}
