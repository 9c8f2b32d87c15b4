package network.lumora.agent.tcp;

import java.io.IOException;
import java.net.Socket;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.WayOut;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.cryptography.NativeCryptography;
import network.lumora.protocol.message.RelayGreeting;
import network.lumora.protocol.message.RelayJoin;
import network.lumora.protocol.passage.Pace;
import network.lumora.protocol.passage.PumpThreads;
import network.lumora.protocol.passage.Words;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.RecordReader;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One party from its first byte to its last. One thread. */
final class Visit {
  /** Whoever comes has a grant in hand already. */
  private static final int JOIN_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
  private static final DocumentCodec DOCUMENTS = new DocumentCodec();
  private static final StatementCodec STATEMENTS = new StatementCodec();

  private final RelayDesk desk;
  private final WayOut wayOut;
  private final PumpThreads threads;
  private final Socket socket;

  Visit(RelayDesk desk, WayOut wayOut, PumpThreads threads, Socket socket) {
    this.desk = desk;
    this.wayOut = wayOut;
    this.threads = threads;
    this.socket = socket;
  }

  void run() throws IOException, InterruptedException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(JOIN_MILLIS);
    var in = new RecordReader(socket.getInputStream(), 2 * Records.MAX_BYTES);
    var stranger = words(in, Pace.NONE);
    try {
      var join = join(stranger);
      var relay = desk.joined(join).orElseThrow(Visit::unknown);
      NativeCryptography.add().ifPresent(why -> LOG.info("relays are slow here: {}", why));
      relay.has(socket);
      try {
        carry(relay, join, words(in, relay.pace()));
      } finally {
        relay.lost(socket);
      }
    } catch (ProtocolException e) {
      stranger.complain(e);
    }
  }

  private Words words(RecordReader in, Pace pace) throws IOException {
    return new Words(in, socket.getOutputStream(), socket, pace);
  }

  private RelayJoin join(Words words) throws IOException, ProtocolException {
    var agent = desk.parts().identity().publicKey();
    var greeting = new RelayGreeting(agent, desk.parts().ids().get());
    words.say(RecordKind.GREETING, greeting);
    var envelope = DOCUMENTS.readEnvelope(words.hear(RecordKind.JOIN).body());
    var join = STATEMENTS.read(envelope, RelayJoin.class);
    envelope.requireSignatureOf(join.party());
    if (!join.agent().equals(agent) || !join.nonce().equals(greeting.nonce())) {
      throw new ProtocolException(
          ErrorCode.NOT_AUTHENTICATED, "the party answers another greeting than this one");
    }
    return join;
  }

  private static ProtocolException unknown() {
    return new ProtocolException(
        ErrorCode.NOT_FOUND, "no relay is open here under this grant, or not for this party");
  }

  private void carry(Relay relay, RelayJoin join, Words words)
      throws IOException, ProtocolException, InterruptedException {
    if (relay.door().isPresent()) {
      new DoorVisit(desk, relay, relay.door().get(), wayOut, threads).run(words, socket);
    } else if (join.party().equals(relay.payer())) {
      new Carriage(desk, relay, threads).payerCame(words, socket);
    } else {
      socket.setSoTimeout(0);
      relay.leadsTo(socket.getInetAddress().getHostAddress());
      relay.meeting().otherCame(words);
    }
  }
}
