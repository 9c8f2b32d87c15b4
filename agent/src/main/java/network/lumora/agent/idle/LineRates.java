package network.lumora.agent.idle;

/** Bytes per second of both directions. */
public record LineRates(double up, double down) {
  LineRates times(double factor) {
    return new LineRates(up * factor, down * factor);
  }
}
