package network.lumora.coordinator.store;

import network.lumora.coordinator.book.Absences;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Consumers;
import network.lumora.coordinator.book.Deliveries;
import network.lumora.coordinator.book.Destinations;
import network.lumora.coordinator.book.Evidence;
import network.lumora.coordinator.book.LateResults;
import network.lumora.coordinator.book.Leases;
import network.lumora.coordinator.book.Links;
import network.lumora.coordinator.book.OpenEpoch;
import network.lumora.coordinator.book.Orders;
import network.lumora.coordinator.book.Outbox;
import network.lumora.coordinator.book.ProvenLines;
import network.lumora.coordinator.book.Scores;
import network.lumora.coordinator.book.SessionEntries;
import network.lumora.coordinator.book.Tasks;
import network.lumora.coordinator.book.Windows;

/** The book over one connection. For one thread. */
record SqliteBook(
    Consumers consumers,
    Orders orders,
    Tasks tasks,
    Leases leases,
    Deliveries deliveries,
    Outbox outbox,
    OpenEpoch openEpoch,
    LateResults lateResults,
    ProvenLines lines,
    Links links,
    Absences absences,
    Scores scores,
    Windows windows,
    SessionEntries sessionEntries,
    Evidence evidence,
    Destinations destinations)
    implements Book {

  static SqliteBook over(Sql sql) {
    return new SqliteBook(
        new SqliteConsumers(sql),
        new SqliteOrders(sql),
        new SqliteTasks(sql),
        new SqliteLeases(sql),
        new SqliteDeliveries(sql),
        new SqliteOutbox(sql),
        new SqliteOpenEpoch(sql),
        new SqliteLateResults(sql),
        new SqliteProvenLines(sql),
        new SqliteLinks(sql),
        new SqliteAbsences(sql),
        new SqliteScores(sql),
        new SqliteWindows(sql),
        new SqliteSessionEntries(sql),
        new SqliteEvidence(sql),
        new SqliteDestinations(sql));
  }
}
