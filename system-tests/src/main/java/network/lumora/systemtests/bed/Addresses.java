package network.lumora.systemtests.bed;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who has which IPv4 address in every bed. */
final class Addresses {
  static final String SERVERS = "10.16.0.0/12";
  static final String NEAR = "10.9.0.1";
  static final String FAR = "10.9.0.2";

  private static final int FIRST_SERVER_NET = 16;

  /** Each in a /16 of its own, as a fair draw of challengers wants them. */
  static final int SERVERS_OF_CUBIC = 14;

  private Addresses() {}

  static String server(int index) {
    return "10." + (FIRST_SERVER_NET + index) + ".0.1";
  }

  static String server(Congestion congestion) {
    return switch (congestion) {
      case CUBIC -> server(0);
      case BBR -> server(SERVERS_OF_CUBIC);
      case RENO -> server(SERVERS_OF_CUBIC + 1);
    };
  }

  /** The provider's end of a home's line. */
  static String provider(int home) {
    return "10.9." + home + ".1";
  }

  static String router(int home) {
    return "10.9." + home + ".2";
  }

  static String homeNet(int home) {
    return "10." + (100 + home) + ".0.0/16";
  }

  /** The router's, on the cable to a host. */
  static String gateway(int home, int host) {
    return inHome(home, 4 * host + 1);
  }

  static String host(int home, int host) {
    return inHome(home, 4 * host + 2);
  }

  /** All computers of a home are in one neighbourhood; a cable has four addresses of it. */
  private static String inHome(int home, int number) {
    return "10." + (100 + home) + ".0." + number;
  }

  static InetAddress parsed(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
