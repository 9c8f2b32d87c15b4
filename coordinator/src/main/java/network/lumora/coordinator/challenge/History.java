package network.lumora.coordinator.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.coordinator.book.ProvenLine;
import network.lumora.proof.challenge.Carrier;
import network.lumora.proof.challenge.ChallengePlan;
import network.lumora.proof.challenge.Keystream;
import network.lumora.proof.panel.Median;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;

/**
 * What is known of a line before a challenge.
 *
 * @param before the newest challenges, the oldest first
 * @param changed what its slots have shown last, if that was more than they proved, or less than
 *     before: long slots find out
 */
record History(List<ProvenLine> before, Optional<BytesPerSecond> changed) {
  private static final BytesPerSecond NOTHING = new BytesPerSecond(0);

  /** Of five trains, on the fastest lines. */
  private static final long TRAINS_BYTES = 15_000_000;

  /** Up to five trains and five slots of 10 MB, on the fastest lines only. */
  private static final Bytes FIRST_STREAM_BYTES = new Bytes(100_000_000);

  /** Over what a plan sends: headers and acknowledgements. */
  private static final double MARGIN = 1.3;

  private static final int PERCENT = 100;

  History {
    before = List.copyOf(before);
  }

  BytesPerSecond proven() {
    return before.isEmpty() ? NOTHING : before.getLast().proven();
  }

  /** Whether an estimate is much lower than the one before. */
  boolean hasFallen(BytesPerSecond estimate) {
    return !before.isEmpty() && ChallengePlan.hasFallen(estimate, before.getLast().estimate());
  }

  /** Whether a coarse train has to find out how fast the line is. */
  boolean isUnknown() {
    return before.isEmpty();
  }

  /** What the next challenge is like if it needs no coarse train. */
  ChallengePlan plan(SlotPath path, long rttFloorNanos) {
    return changed
        .map(rate -> first(path, rate, rttFloorNanos))
        .orElseGet(() -> renewal(path, before.getLast().estimate(), rttFloorNanos));
  }

  private static ChallengePlan renewal(SlotPath path, BytesPerSecond rate, long rttFloorNanos) {
    return switch (path) {
      case UDP -> ChallengePlan.renewal(rate, rttFloorNanos);
      case WEBSOCKET -> ChallengePlan.overStream(rate, rttFloorNanos);
    };
  }

  static ChallengePlan first(SlotPath path, BytesPerSecond rate, long rttFloorNanos) {
    return switch (path) {
      case UDP -> ChallengePlan.first(rate, rttFloorNanos);
      case WEBSOCKET -> ChallengePlan.overStream(rate, rttFloorNanos);
    };
  }

  static ChallengePlan coarse(SlotPath path, BytesPerSecond rate) {
    return switch (path) {
      case UDP -> ChallengePlan.coarse(rate);
      case WEBSOCKET -> ChallengePlan.coarseOverStream(rate);
    };
  }

  /** The most that a challenge may move over the prover's line. */
  Bytes maxBytes(SlotPath path, long rttFloorNanos) {
    if (isUnknown() || changed.isPresent()) {
      return switch (path) {
        case UDP -> firstBytes(rttFloorNanos);
        case WEBSOCKET -> FIRST_STREAM_BYTES;
      };
    }
    long planned = bytes(plan(path, rttFloorNanos));
    return new Bytes(Math.max(PERCENT, Math.round(MARGIN * planned)));
  }

  /** A fast line that is far away takes long slots. */
  private static Bytes firstBytes(long rttFloorNanos) {
    var fastest = ChallengePlan.first(ChallengePlan.MAX_RATE, rttFloorNanos);
    return new Bytes(TRAINS_BYTES + Math.round(MARGIN * bytes(fastest)));
  }

  static long bytes(ChallengePlan plan) {
    var shape = plan.shape(Carrier.UDP_IPV4);
    int datagramBytes = Carrier.UDP_IPV4.onTheLine(Keystream.DATAGRAM_BYTES);
    return (long) ChallengePlan.SLOTS * shape.datagrams() * datagramBytes;
  }

  /** What the line is proven to do once this estimate is added. */
  BytesPerSecond provenWith(BytesPerSecond estimate) {
    var all = new ArrayList<>(before.stream().map(ProvenLine::estimate).toList());
    all.add(estimate);
    return Median.ofNewest(all);
  }
}
