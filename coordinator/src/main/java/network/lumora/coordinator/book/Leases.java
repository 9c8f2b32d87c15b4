package network.lumora.coordinator.book;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.TaskId;

/** Leases that were given; ended ones are kept, since a late result names its lease. */
public interface Leases {
  void add(GivenLease lease) throws IOException;

  Optional<GivenLease> find(String id) throws IOException;

  /** The live leases of an agent. */
  List<GivenLease> of(PublicKey agent) throws IOException;

  /** The live leases on pages of an order. */
  List<GivenLease> on(String orderId) throws IOException;

  /** The live leases on one page: two while a second agent tries it. */
  List<GivenLease> on(TaskId task) throws IOException;

  /** All leases that were ever given on one page, the oldest first. */
  List<GivenLease> everOn(TaskId task) throws IOException;

  /** Live leases, those that were given last first. */
  List<GivenLease> newest(int limit) throws IOException;

  /** Live leases whose time has passed, the oldest first. */
  List<GivenLease> expired(Instant now, int limit) throws IOException;

  /** Whether a live lease is on the page. */
  boolean anyOn(TaskId task) throws IOException;

  /** Gives whether it was live. */
  boolean end(String id) throws IOException;
}
