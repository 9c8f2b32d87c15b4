package network.lumora.proof.receipt;

import network.lumora.protocol.digest.Sha256;

/** One piece of a stream as it went over the line, by digest and length; at most a window long. */
public record Chunk(Sha256 sha256, int bytes) {
  public static Chunk of(byte[] piece) {
    return new Chunk(Sha256.of(piece), piece.length);
  }
}
