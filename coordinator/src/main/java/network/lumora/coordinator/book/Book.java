package network.lumora.coordinator.book;

/** All that is remembered, as one transaction sees it. For one thread. */
public interface Book {
  Consumers consumers();

  Orders orders();

  Tasks tasks();

  Leases leases();

  Deliveries deliveries();

  Outbox outbox();

  OpenEpoch openEpoch();

  LateResults lateResults();

  ProvenLines lines();

  Links links();

  Absences absences();

  Scores scores();

  Windows windows();

  SessionEntries sessionEntries();

  Evidence evidence();

  Destinations destinations();
}
