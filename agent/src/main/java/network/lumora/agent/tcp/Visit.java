package network.lumora.agent.tcp;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.cryptography.NativeCryptography;
import network.lumora.protocol.message.RelayGreeting;
import network.lumora.protocol.message.RelayJoin;
import network.lumora.protocol.passage.LineReads;
import network.lumora.protocol.passage.Pace;
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

  private final PortMeans means;
  private final RelayDesk desk;
  private final SocketChannel line;

  Visit(PortMeans means, SocketChannel line) {
    this.means = means;
    this.desk = means.desk();
    this.line = line;
  }

  void run() throws IOException, InterruptedException {
    line.setOption(StandardSocketOptions.TCP_NODELAY, true);
    line.socket().setSoTimeout(JOIN_MILLIS);
    var in = new RecordReader(new LineReads(line), 2 * Records.MAX_BYTES);
    var stranger = words(in, Pace.NONE);
    try {
      var join = join(stranger);
      var relay = desk.joined(join).orElseThrow(Visit::unknown);
      NativeCryptography.add().ifPresent(why -> LOG.info("relays are slow here: {}", why));
      relay.has(line);
      try {
        carry(relay, join, words(in, relay.pace()));
      } finally {
        relay.lost(line);
      }
    } catch (ProtocolException e) {
      stranger.complain(e);
    }
  }

  private Words words(RecordReader in, Pace pace) {
    return new Words(in, line, pace);
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
      new DoorVisit(means, relay, relay.door().get()).run(words);
    } else if (join.party().equals(relay.payer())) {
      new Carriage(desk, relay, means.threads()).payerCame(words);
    } else {
      line.socket().setSoTimeout(0);
      relay.leadsTo(line.socket().getInetAddress().getHostAddress());
      relay.meeting().otherCame(words);
    }
  }
}
