package network.lumora.coordinator.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.panel.Median;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.units.BytesPerSecond;

/** What the slots of a trial say, each by itself and all together. Immutable. */
final class Findings {
  private static final BytesPerSecond NOTHING = new BytesPerSecond(0);

  /** Slots of one line differ by a few per cent; so much more or less is another story. */
  private static final double DIFFERENT = 0.25;

  private final List<Heard> heard = new ArrayList<>();

  /** A slot, and its record if both ends stand by it. */
  private record Heard(Seat seat, Optional<SlotRecord> record, Optional<Envelope> envelope) {
    BytesPerSecond value() {
      return record.map(SlotRecord::value).orElse(NOTHING);
    }

    BytesPerSecond shown() {
      return record.map(SlotRecord::estimate).orElse(NOTHING);
    }
  }

  Findings(List<Seat> seats, Minutes minutes, Testimony testimony) {
    for (var seat : seats) {
      var envelope = minutes.record(seat);
      var record =
          envelope
              .flatMap(it -> testimony.record(seat, it))
              .filter(
                  it ->
                      minutes
                          .ack(seat)
                          .map(ack -> testimony.isConfirmed(seat, it, ack))
                          .orElse(false));
      heard.add(new Heard(seat, record, record.flatMap(_ -> envelope)));
    }
  }

  List<LineProven.Slot> slots() {
    return heard.stream()
        .map(each -> new LineProven.Slot(each.seat.challenger().key(), each.envelope.orElse(null)))
        .toList();
  }

  BytesPerSecond value() {
    return Median.of(heard.stream().map(Heard::value).toList());
  }

  BytesPerSecond shown() {
    return Median.of(heard.stream().map(Heard::shown).toList());
  }

  /** Those whose record is far from the median; three agreeing ones are needed to say so. */
  List<PublicKey> disagreeing() {
    var median = value();
    long agreeing = heard.stream().filter(each -> !isFar(each.value(), median)).count();
    if (agreeing < 3) {
      return List.of();
    }
    return heard.stream()
        .filter(each -> each.record.isPresent() && isFar(each.value(), median))
        .map(each -> each.seat.challenger().key())
        .toList();
  }

  private static boolean isFar(BytesPerSecond value, BytesPerSecond median) {
    return Math.abs(value.count() - median.count()) > DIFFERENT * median.count();
  }
}
