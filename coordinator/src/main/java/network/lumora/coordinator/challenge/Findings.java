package network.lumora.coordinator.challenge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.proof.fraud.SlotAgreement;
import network.lumora.proof.panel.Median;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.units.BytesPerSecond;

/** What the slots of a trial say, each by itself and all together. Immutable. */
final class Findings {
  private static final BytesPerSecond NOTHING = new BytesPerSecond(0);

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

  /** Of each challenger with a record, whether it stood against the majority. */
  Map<PublicKey, Boolean> opinions() {
    var values = new HashMap<PublicKey, BytesPerSecond>();
    heard.stream()
        .filter(each -> each.record.isPresent())
        .forEach(each -> values.put(each.seat.challenger().key(), each.value()));
    var strangers = SlotAgreement.strangers(values);
    var opinions = new HashMap<PublicKey, Boolean>();
    values.keySet().forEach(key -> opinions.put(key, strangers.contains(key)));
    return opinions;
  }
}
