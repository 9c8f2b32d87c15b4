package network.lumora.agent.work;

import java.time.Instant;
import java.time.InstantSource;
import network.lumora.agent.receipt.Outbox;
import network.lumora.bridge.agent.JournalRow;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;

/** Seals a result, signs for it, and leaves both in the outbox. Thread-safe. */
final class Handover {
  private final Signer identity;
  private final Outbox outbox;
  private final PatientStore store;
  private final Notes notes;
  private final InstantSource clock;
  private final Results results = new Results();
  private final StatementCodec statements = new StatementCodec();

  Handover(Signer identity, Outbox outbox, PatientStore store, Notes notes, InstantSource clock) {
    this.identity = identity;
    this.outbox = outbox;
    this.store = store;
    this.notes = notes;
    this.clock = clock;
  }

  void finish(Running task, PageDone.Finished done) throws InterruptedException {
    var lease = task.lease();
    var result = results.seal(done, task.input().url(), lease, task.order().sealTo());
    var endedAt = clock.instant();
    var ending = new Notes.Ending(outcome(result.done()), result.done().code(), done.rule());
    var entry = notes.entry(task, ending, endedAt);
    task.storing();
    store.store(
        () ->
            outbox.add(
                lease.coordinator(),
                lease.leaseId(),
                result.sealed(),
                entry,
                task.meter().connectMillis(),
                sequence -> sign(task, result, sequence, endedAt)));
  }

  private static JournalRow.Outcome outcome(PageDone.Finished done) {
    return switch (done.outcome()) {
      case OK -> JournalRow.Outcome.OK;
      case REFUSED -> done.rule() == null ? JournalRow.Outcome.REFUSED : JournalRow.Outcome.BLOCKED;
      case FAILED -> JournalRow.Outcome.FAILED;
    };
  }

  private Envelope sign(Running task, Results.SealedResult result, long sequence, Instant endedAt) {
    var lease = task.lease();
    var startedAt = task.since();
    return statements.sign(
        new Receipt(
            lease.taskId(),
            lease.leaseId(),
            lease.agent(),
            lease.coordinator(),
            task.order().consumer(),
            sequence,
            result.done().outcome(),
            result.done().code(),
            task.meter().up(),
            task.meter().down(),
            new Bytes(result.sealed().length()),
            result.sealed().digest(),
            startedAt,
            endedAt.isBefore(startedAt) ? startedAt : endedAt),
        identity);
  }
}
