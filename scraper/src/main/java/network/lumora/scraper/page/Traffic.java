package network.lumora.scraper.page;

/** Bytes counted at the socket: headers, TLS and robots.txt included, TCP and IP headers not. */
public record Traffic(long upBytes, long downBytes) {
  public static final Traffic NONE = new Traffic(0, 0);

  public Traffic {
    if (upBytes < 0 || downBytes < 0) {
      throw new IllegalArgumentException("traffic is negative: " + upBytes + ", " + downBytes);
    }
  }

  public Traffic plus(Traffic other) {
    return new Traffic(upBytes + other.upBytes, downBytes + other.downBytes);
  }
}
