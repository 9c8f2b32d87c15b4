package network.lumora.consumer.cli;

import java.io.IOException;
import network.lumora.consumer.client.Lumora;
import network.lumora.consumer.order.BadOrderException;
import network.lumora.consumer.order.CoordinatorUrl;
import org.jspecify.annotations.Nullable;

/** Which coordinator is meant. */
final class KnownAddress {
  private KnownAddress() {}

  /** The one given, or the only one that is known. */
  static String of(@Nullable String given, Lumora lumora) throws IOException, BadOrderException {
    if (given != null) {
      return CoordinatorUrl.parse(given);
    }
    var known = lumora.coordinators().all();
    if (known.size() != 1) {
      throw new BadOrderException(
          "expected --coordinator URL: "
              + (known.isEmpty() ? "none is" : known.size() + " are")
              + " known here");
    }
    return known.getFirst().url();
  }
}
