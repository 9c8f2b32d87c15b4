package network.lumora.protocol.seal;

/** The first byte of everything sealed. */
enum Format {
  DIRECT(1),
  STREAMING(2);

  private final byte code;

  Format(int code) {
    this.code = (byte) code;
  }

  static Format of(int code) throws SealBrokenException {
    for (var format : values()) {
      if (format.code == code) {
        return format;
      }
    }
    throw new SealBrokenException("format byte is 1 or 2, not " + code);
  }

  byte code() {
    return code;
  }

  /**
   * The HPKE info: this byte and the context. Without the byte, a streaming message cut after its
   * wrapped key and relabelled as direct would open to that key.
   */
  byte[] info(byte[] context) {
    var info = new byte[1 + context.length];
    info[0] = code;
    System.arraycopy(context, 0, info, 1, context.length);
    return info;
  }
}
