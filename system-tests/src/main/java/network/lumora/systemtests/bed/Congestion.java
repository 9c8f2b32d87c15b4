package network.lumora.systemtests.bed;

import java.util.Locale;

/**
 * How TCP senders share the line. In a bed the server's address decides it, for both directions:
 * routes carry it ({@code congctl}), so that programs need no say in it.
 */
public enum Congestion {
  CUBIC,
  BBR,
  RENO;

  String kernelName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
