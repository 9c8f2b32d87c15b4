package network.lumora.agent.challenge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import network.lumora.protocol.digest.Sha256;

/**
 * A challenger's side of opening a path: nothing larger than what came is sent to an address until
 * that address has given back what only it was told. One thread.
 *
 * <p>The coordinator tells from which address its prover is connected; no other may open the door,
 * for a prover that asks someone else to take its test has another line.
 */
public final class Door {
  static final int COOKIE_BYTES = 16;

  private final SlotDatagrams datagrams;
  private final InetAddress prover;
  private final byte[] secret;
  private long welcomedNanos;
  private OptionalLong rttNanos = OptionalLong.empty();
  private Optional<InetSocketAddress> opened = Optional.empty();

  /**
   * @param secret of this challenger; makes its cookies
   */
  public Door(SlotToken token, InetAddress prover, byte[] secret) {
    this.datagrams = new SlotDatagrams(token);
    this.prover = prover;
    this.secret = secret.clone();
  }

  /**
   * Takes a datagram.
   *
   * @param back the way to where it came from
   * @return whether it was for this door
   */
  public boolean received(ByteBuffer in, InetSocketAddress from, long nanos, Path back) {
    var type = datagrams.type(in);
    if (!from.getAddress().equals(prover)) {
      return false;
    }
    if (type == DatagramType.HELLO && opened.isEmpty()) {
      welcomedNanos = nanos;
      back.send(datagrams.cookie(DatagramType.WELCOME, cookie(from)));
    } else if (type == DatagramType.READY && opened.isEmpty()) {
      open(in, from, nanos);
    }
    return type != DatagramType.NONE;
  }

  private void open(ByteBuffer in, InetSocketAddress from, long nanos) {
    if (MessageDigest.isEqual(SlotDatagrams.readCookie(in), cookie(from))) {
      opened = Optional.of(from);
      rttNanos = OptionalLong.of(nanos - welcomedNanos);
    }
  }

  private byte[] cookie(InetSocketAddress address) {
    var digest = Sha256.newDigest();
    digest.update(secret);
    digest.update(address.getAddress().getAddress());
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(address.getPort()).flip());
    return Arrays.copyOf(digest.digest(), COOKIE_BYTES);
  }

  /** Where the prover is; empty until it has shown that it gets what is sent there. */
  public Optional<InetSocketAddress> opened() {
    return opened;
  }

  /** The way there and back as the prover lets it appear. */
  public OptionalLong rttNanos() {
    return rttNanos;
  }
}
