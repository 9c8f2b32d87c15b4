package network.lumora.coordinator.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.function.Supplier;
import network.lumora.coordinator.challenge.Challenges;
import network.lumora.coordinator.challenge.LineNews;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.coordinator.lease.Dispatch;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.relay.RelayDesk;
import network.lumora.coordinator.settle.Accounts;
import network.lumora.coordinator.settle.Answers;
import network.lumora.coordinator.settle.Arrived;
import network.lumora.coordinator.settle.SessionNews;
import network.lumora.coordinator.settle.Settlement;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.Frame;
import network.lumora.protocol.wire.MessageCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said on one connection, and what follows from it. For one thread. */
final class Conversation {

  /**
   * Those who do what agents say.
   *
   * @param origin the name of the public log
   */
  record Desks(
      Reception reception,
      Admission admission,
      Counts counts,
      MessageCodec messages,
      Agents agents,
      Dispatch dispatch,
      Settlement settlement,
      Answers answers,
      Accounts accounts,
      Challenges challenges,
      LineNews lines,
      SessionNews sessions,
      RelayDesk relays,
      LinkTerms terms,
      String origin,
      Supplier<String> ids,
      InstantSource clock) {}

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final Desks desks;
  private final Connection connection;
  private final Assembly assembly = new Assembly();
  private final String nonce;
  private volatile @Nullable PublicKey agent;

  Conversation(Desks desks, Connection connection) {
    this.desks = desks;
    this.connection = connection;
    this.nonce = desks.ids().get();
  }

  void begin() {
    connection.send(desks.reception().challenge(nonce));
  }

  boolean isAuthenticated() {
    return agent != null;
  }

  void hear(ToCoordinator message) throws IOException, ProtocolException, InterruptedException {
    var speaker = agent;
    if (message instanceof ToCoordinator.Hello hello) {
      hear(hello, speaker);
    } else if (speaker == null) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "expected hello first");
    } else {
      hear(message, speaker);
    }
  }

  private void hear(ToCoordinator.Hello hello, @Nullable PublicKey speaker)
      throws IOException, ProtocolException, InterruptedException {
    if (speaker != null) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "hello comes once in a connection");
    }
    if (!desks.admission().enter()) {
      desks.counts().add(Event.AGENT_PUT_OFF);
      connection.putOff(desks.admission().secondsUntilReturn(1));
      return;
    }
    try {
      welcome(desks.reception().check(hello, nonce));
    } finally {
      desks.admission().leave();
    }
  }

  private void hear(ToCoordinator message, PublicKey speaker)
      throws IOException, ProtocolException {
    switch (message) {
      case ToCoordinator.Hello _ -> throw new IllegalStateException("hello is heard elsewhere");
      case ToCoordinator.Heartbeat(var freeSlots, var free) -> {
        connection.isAlive();
        if (desks.agents().tells(speaker, freeSlots, free)) {
          desks.dispatch().nudge();
        }
      }
      case ToCoordinator.Accepted(var leaseId) -> {
        desks.counts().add(Event.LEASE_ACCEPTED);
        desks.dispatch().accepted(speaker, leaseId);
      }
      case ToCoordinator.Declined(var leaseId, var reason) -> {
        desks.counts().add(Event.LEASE_DECLINED, reason);
        desks.dispatch().declined(speaker, leaseId, reason);
      }
      case ToCoordinator.Delivery delivery -> assembly.begin(delivery);
      case ToCoordinator.Goodbye _ -> end(Agents.Farewell.FOR_GOOD);
      case ToCoordinator.ChallengerAt place -> desks.challenges().isAt(speaker, place);
      case ToCoordinator.ProverReady(var id, _) -> desks.challenges().hear(speaker, id, message);
      case ToCoordinator.PathOpen(var id, _) -> desks.challenges().hear(speaker, id, message);
      case ToCoordinator.SlotDone(var id, _, _) -> desks.challenges().hear(speaker, id, message);
      case ToCoordinator.ProverDone(var id, _, _) -> desks.challenges().hear(speaker, id, message);
      case ToCoordinator.ChallengeDeclined(var id, _) ->
          desks.challenges().hear(speaker, id, message);
      case ToCoordinator.RelayAt place -> desks.relays().isAt(speaker, place);
      case ToCoordinator.RelayReady(var grantId) -> desks.relays().ready(speaker, grantId);
      case ToCoordinator.RelayDeclined(var grantId, _) -> desks.relays().declined(speaker, grantId);
      case ToCoordinator.RelayReceipts(var receipts) ->
          connection.aside(() -> desks.relays().receipts(receipts));
      case ToCoordinator.RelayClosed(var grantId, _) ->
          connection.aside(() -> desks.relays().closed(speaker, grantId));
      case ToCoordinator.SessionKept(var grantId, var sequence) ->
          connection.aside(() -> desks.sessions().kept(speaker, grantId, sequence));
      case Problem _ -> connection.hasComplaint();
    }
  }

  /**
   * The agent's old line gets no more offers before its leases are looked at, and its new one none
   * before its first heartbeat. Answers that come up before welcome are let go: all are sent again
   * after it.
   */
  private void welcome(Greeting greeting) throws IOException, ProtocolException {
    var key = greeting.agent();
    var old = desks.agents().arrives(greeting, connection, greeting.holding());
    agent = key;
    desks.counts().add(Event.AGENT_WELCOMED);
    old.ifPresent(
        line -> line.close(ErrorCode.CONFLICT, "this agent has connected again; one line is kept"));
    var idle = desks.dispatch().resumed(key, greeting.holding());
    long through = desks.answers().acknowledge(key, greeting.acknowledgedThrough());
    connection.welcome(
        new ToAgent.Welcome(
            desks.ids().get(),
            connection.publicAddress(),
            desks.terms().policy(),
            desks.terms().heartbeatSeconds(),
            through,
            desks.origin()));
    idle.forEach(leaseId -> connection.send(new ToAgent.Cancel(leaseId)));
    connection.aside(() -> connection.send(desks.accounts().of(key)));
    connection.aside(() -> desks.lines().again(key));
    connection.aside(() -> desks.sessions().again(key, connection::sendWhenRoom));
    connection.aside(
        () -> desks.answers().again(key, greeting.acknowledgedThrough(), connection::sendWhenRoom));
  }

  void hear(ByteBuffer message) throws ProtocolException {
    var speaker = agent;
    if (speaker == null) {
      throw new ProtocolException(ErrorCode.OUT_OF_ORDER, "expected hello first");
    }
    var arrived = assembly.add(Frame.decode(message));
    arrived.ifPresent(delivery -> connection.aside(() -> settle(speaker, delivery)));
  }

  private void settle(PublicKey speaker, Arrived arrived) throws IOException, ProtocolException {
    try {
      desks.settlement().settle(speaker, arrived).ifPresent(connection::send);
    } finally {
      assembly.settled(arrived);
    }
  }

  /** The line is gone, or the agent leaves: others get what it holds. From any thread. */
  void end(Agents.Farewell farewell) {
    var speaker = agent;
    if (speaker != null
        && desks.agents().leaves(speaker, connection, farewell, desks.clock().instant())) {
      desks.counts().add(Event.AGENT_LEFT, farewell);
      LOG.atDebug().addKeyValue("agent", speaker).addKeyValue("how", farewell).log("left");
      desks.dispatch().nudge();
    }
  }

  /** Who speaks, for logs; a greeting may not have come yet. */
  String speaker() {
    return String.valueOf(agent);
  }

  void measured(double roundTripMillis) {
    var speaker = agent;
    if (speaker != null) {
      desks.dispatch().measured(speaker, roundTripMillis);
    }
  }
}
