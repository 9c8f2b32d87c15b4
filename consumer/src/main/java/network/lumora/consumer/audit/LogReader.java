package network.lumora.consumer.audit;

import java.io.IOException;
import java.util.Optional;
import network.lumora.protocol.ProtocolException;

/** Reads the resources of a public log by their names below its prefix. */
public interface LogReader {
  /** The newest checkpoint, a signed note. */
  byte[] checkpoint() throws IOException, ProtocolException;

  /** Empty if the log does not have it. */
  Optional<byte[]> tile(String path) throws IOException, ProtocolException;
}
