package network.lumora.systemtests.bench.bandwidth.challenge;

import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.Keystream;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.systemtests.bed.Line;

/** Which way a challenge's bytes go. */
public enum Way {
  DOWN,
  UP;

  /** What is true of the line, in the unit of challenges: bytes of the IP layer, not of frames. */
  public BytesPerSecond truth(Line line) {
    var frames = this == DOWN ? line.down() : line.up();
    double ip = Carrier.UDP_IPV4.onTheLine(Keystream.DATAGRAM_BYTES);
    double frame = Keystream.DATAGRAM_BYTES + Line.UDP_OVERHEAD_BYTES;
    return new BytesPerSecond(Math.round(frames.count() * ip / frame));
  }
}
