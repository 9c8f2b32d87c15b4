package network.lumora.proof.challenge;

/**
 * What carries a slot's datagrams, and what one costs on the line.
 *
 * <p>A line's speed is told in bytes per second at the IP layer, since that is what a line is sold
 * in and what all its users share.
 */
public enum Carrier {
  /** IPv4 header 20 bytes, UDP header 8. */
  UDP_IPV4(28),
  /** IPv6 header 40 bytes, UDP header 8. */
  UDP_IPV6(48),
  /**
   * A byte stream, such as a WebSocket over TLS. Its packets cannot be seen from here, so only what
   * is written counts: up to 5 % too little, never too much.
   */
  STREAM(0);

  private final int headerBytes;

  Carrier(int headerBytes) {
    this.headerBytes = headerBytes;
  }

  /** Bytes on the line for a datagram with so many bytes. */
  public int onTheLine(int datagramBytes) {
    return datagramBytes + headerBytes;
  }
}
