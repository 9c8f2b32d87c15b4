package network.lumora.coordinator.link;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.coordinator.lease.LeaseTerms;
import network.lumora.coordinator.settle.Arrived;
import network.lumora.proof.receipt.Counted;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of one connection together, and counts them. For one thread, but {@link
 * #settled}, which any may call.
 */
final class Assembly {
  /** Deliveries under way at once, until they are settled: as many as an agent has slots. */
  static final int MAX_DELIVERIES = 64;

  /** Bytes under way at once, until they are settled. */
  static final long MAX_BYTES = 16L * 1024 * 1024;

  private final Map<Integer, Channel> channels = new HashMap<>();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** A delivery whose frames are coming; those of a refused one are counted and let go. */
  private static final class Channel {
    private final ToCoordinator.Delivery delivery;
    private final MessageDigest digest = Sha256.newDigest();
    private @Nullable ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int next;

    Channel(ToCoordinator.Delivery delivery) {
      this.delivery = delivery;
    }
  }

  /** A delivery is announced. */
  void begin(ToCoordinator.Delivery delivery) throws ProtocolException {
    if (channels.containsKey(delivery.channel())) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER,
          "channel %d still carries another delivery".formatted(delivery.channel()));
    }
    var channel = new Channel(delivery);
    channels.put(delivery.channel(), channel);
    if (deliveries.incrementAndGet() > MAX_DELIVERIES || bytes.get() >= MAX_BYTES) {
      refuse(channel);
    }
  }

  /** A frame has come; gives the delivery if it was the last. */
  Optional<Arrived> add(Frame frame) throws ProtocolException {
    var channel = channels.get(frame.channel());
    if (channel == null) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER,
          "no delivery was announced for channel %d".formatted(frame.channel()));
    }
    if (frame.sequence() != channel.next) {
      throw new ProtocolException(
          ErrorCode.OUT_OF_ORDER,
          "expected frame %d of channel %d, got %d"
              .formatted(channel.next, frame.channel(), frame.sequence()));
    }
    channel.next++;
    if (frame.end()) {
      channels.remove(frame.channel());
    }
    return take(channel, frame);
  }

  private Optional<Arrived> take(Channel channel, Frame frame) throws ProtocolException {
    var content = channel.content;
    if (content == null) {
      return Optional.empty();
    }
    int length = frame.payload().remaining();
    if (content.size() + length > LeaseTerms.MAX_RESULT.count()) {
      throw new ProtocolException(
          ErrorCode.TOO_LARGE,
          "a sealed result has at most %d bytes".formatted(LeaseTerms.MAX_RESULT.count()));
    }
    if (bytes.addAndGet(length) > MAX_BYTES) {
      bytes.addAndGet(-length);
      refuse(channel);
    }
    channel.digest.update(frame.payload().duplicate());
    var part = new byte[length];
    frame.payload().duplicate().get(part);
    content.writeBytes(part);
    return frame.end() ? Optional.of(arrived(channel, content)) : Optional.empty();
  }

  private void refuse(Channel channel) throws ProtocolException {
    var content = channel.content;
    channel.content = null;
    deliveries.decrementAndGet();
    bytes.addAndGet(content == null ? 0 : -content.size());
    throw new ProtocolException(
        ErrorCode.OVER_LIMIT,
        "delivery %d was let go: at most %d deliveries and %d bytes are taken before they are"
                .formatted(channel.delivery.sequence(), MAX_DELIVERIES, MAX_BYTES)
            + " settled; send it again later");
  }

  private static Arrived arrived(Channel channel, ByteArrayOutputStream content) {
    var counted = new Counted(new Bytes(content.size()), Sha256.fromBytes(channel.digest.digest()));
    return new Arrived(channel.delivery, Sealed.of(content.toByteArray()), counted);
  }

  /** A delivery needs no more memory. */
  void settled(Arrived arrived) {
    deliveries.decrementAndGet();
    bytes.addAndGet(-arrived.counted().bytes().count());
  }
}
