package network.lumora.systemtests.bed;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import network.lumora.systemtests.network.Finished;

/** The way between servers and provider, which takes its time. */
interface Delay extends Closeable {
  String NEAR_DEVICE = "near";
  String FAR_DEVICE = "far";

  DelayReport report() throws IOException;

  /** The kernel's own if it has one. */
  static Delay lay(Namespace provider, Namespace servers, Duration roundTrip) throws IOException {
    if (roundTrip.isZero()) {
      Cable.lay(provider, NEAR_DEVICE, servers, FAR_DEVICE).address(Addresses.NEAR, Addresses.FAR);
      return new Cabled(DelayReport.punctual("none"));
    }
    long oneWayMicros = roundTrip.toNanos() / 2_000;
    return Cabled.hasNetem(provider)
        ? Cabled.withNetem(provider, servers, oneWayMicros)
        : DelayProcess.start(provider, servers, oneWayMicros);
  }

  /** A cable, with or without the kernel's delay. */
  record Cabled(DelayReport report) implements Delay {
    static boolean hasNetem(Namespace provider) throws IOException {
      return netem(provider, "add", "lo", 1).status() == 0
          && provider.exec("tc", "qdisc", "del", "dev", "lo", "root").status() == 0;
    }

    /** More packets than 1 Gbit/s has under way in 100 ms. */
    private static Finished netem(Namespace place, String verb, String device, long micros)
        throws IOException {
      return place.exec(
          "tc",
          "qdisc",
          verb,
          "dev",
          device,
          "root",
          "netem",
          "delay",
          micros + "us",
          "limit",
          "20000");
    }

    static Delay withNetem(Namespace provider, Namespace servers, long micros) throws IOException {
      Cable.lay(provider, NEAR_DEVICE, servers, FAR_DEVICE).address(Addresses.NEAR, Addresses.FAR);
      var near = netem(provider, "add", NEAR_DEVICE, micros);
      var far = netem(servers, "add", FAR_DEVICE, micros);
      if (near.status() != 0 || far.status() != 0) {
        throw new IOException("netem: " + near.output() + far.output());
      }
      return new Cabled(DelayReport.punctual("netem"));
    }

    @Override
    public void close() {
      // It goes with the namespaces.
    }
  }
}
