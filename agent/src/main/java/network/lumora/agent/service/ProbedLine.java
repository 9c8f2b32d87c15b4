package network.lumora.agent.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import network.lumora.agent.allowance.Allowance;
import network.lumora.agent.idle.IdleMeter;
import network.lumora.agent.probe.Prober;

/** Probes the line by way of the challenger that was told last. Thread-safe. */
public final class ProbedLine implements AutoCloseable {
  private final IdleMeter meter;
  private final Allowance allowance;
  private final LongSupplier nanos;
  private final RandomGenerator secrets;
  private Optional<Prober> prober = Optional.empty();

  /**
   * @param secrets that nobody can guess
   */
  ProbedLine(IdleMeter meter, Allowance allowance, LongSupplier nanos, RandomGenerator secrets) {
    this.meter = meter;
    this.allowance = allowance;
    this.nanos = nanos;
    this.secrets = secrets;
  }

  /** Probes go to that challenger's port from now on; none leaves before work moves bytes. */
  public synchronized void by(InetSocketAddress challenger) throws IOException {
    close();
    var started =
        Prober.start(
            DatagramChannel.open().connect(challenger),
            meter.probes(),
            allowance::count,
            nanos,
            secrets);
    prober = Optional.of(started);
    meter.reflector(started);
  }

  @Override
  public synchronized void close() throws IOException {
    if (prober.isPresent()) {
      prober.get().close();
      prober = Optional.empty();
    }
  }
}
