package network.lumora.protocol.destination;

import java.util.List;

/** What a coordinator has found where a {@link ControlToken} should be. */
public sealed interface Evidence {

  /**
   * The texts of all TXT records of {@link ControlToken#dnsName}, the strings of each joined; empty
   * if there is no such name.
   */
  record TxtRecords(List<String> texts) implements Evidence {
    public TxtRecords {
      texts = List.copyOf(texts);
    }
  }

  /**
   * The answer to a GET of {@link ControlToken#path}.
   *
   * @param body its beginning, one byte more than {@link ControlRule#MAX_FILE_BYTES} at most, each
   *     byte as one character
   */
  record File(int status, String body) implements Evidence {}
}
