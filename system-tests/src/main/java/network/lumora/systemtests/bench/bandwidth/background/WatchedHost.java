package network.lumora.systemtests.bench.bandwidth.background;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.counters.InterfaceCounters;
import network.lumora.agent.idle.Capacity;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.idle.Pulse;
import network.lumora.agent.journal.Journal;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Bed;

/** The agent's own meter and allowance on the bed's agent host, whose line is proven. */
public record WatchedHost(Path folder, Journal journal, IdleMeter meter, Allowance allowance)
    implements Closeable {
  /** Pages at a time, as an agent that nobody has set otherwise. */
  static final int SLOTS = 4;

  public static WatchedHost open(Bed bed, BytesPerSecond provenDown) throws IOException {
    var meter = new IdleMeter(countersOf(bed), InstantSource.system(), System::nanoTime);
    meter.prove(
        new Capacity(
            withoutFrames(bed.line().up()),
            withoutFrames(provenDown),
            InstantSource.system().instant()));
    var folder = Files.createTempDirectory("lumora-bench");
    var journal = Journal.open(folder);
    var allowance =
        new Allowance(
            journal.settings(),
            journal.usage(),
            meter,
            InstantSource.system(),
            System::nanoTime,
            ZoneOffset.UTC,
            SLOTS);
    allowance.surroundings(around -> around.withConsent(true));
    meter.onMore(allowance::lineChanged);
    Pulse.follow(meter, System::nanoTime);
    return new WatchedHost(folder, journal, meter, allowance);
  }

  /** As a challenge proves it: in bytes of IP packets. */
  private static BytesPerSecond withoutFrames(BytesPerSecond rate) {
    return new BytesPerSecond(rate.count() * 1_428 / 1_442);
  }

  /**
   * The file belongs to the namespace of the thread that opens it, which is the first that reads.
   */
  private static InterfaceCounters countersOf(Bed bed) throws IOException {
    var counters =
        new InterfaceCounters(
            Path.of("/proc/thread-self/net/dev"), Path.of("/sys/devices/virtual/net"));
    var _ = bed.agent().namespace().run(counters::read);
    return counters;
  }

  @Override
  public void close() throws IOException {
    journal.close();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
