package network.lumora.systemtests.bed;

import java.io.IOException;
import java.util.Optional;

/**
 * A namespace for a moment, to see whether the kernel has what a bed is made of and lets us use it.
 */
final class Trial {
  private Trial() {}

  static Optional<String> whyNot() {
    try {
      var place = Namespace.add(new Names((int) System.nanoTime()).of("trial"));
      try {
        shape(place);
        share(place);
        return Optional.empty();
      } finally {
        place.delete();
      }
    } catch (IOException e) {
      return Optional.of("The kernel does not give the bed what it needs: " + e.getMessage());
    }
  }

  private static void shape(Namespace place) throws IOException {
    var _ =
        place.must(
            "tc", "qdisc", "add", "dev", "lo", "root", "tbf", "rate", "1mbit", "burst", "20000",
            "limit", "20000");
  }

  /** To an address for documentation (RFC 5737). */
  private static void share(Namespace place) throws IOException {
    for (var congestion : Congestion.values()) {
      var _ =
          place.ip(
              "route", "replace", "192.0.2.1", "dev", "lo", "congctl", congestion.kernelName());
    }
  }
}
