package network.lumora.consumer.relay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.relay.PayerToll;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.RelayCall;
import network.lumora.protocol.message.RelayGreeting;
import network.lumora.protocol.message.RelayJoin;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.passage.LineReads;
import network.lumora.protocol.passage.Pace;
import network.lumora.protocol.passage.Passage;
import network.lumora.protocol.passage.Talk;
import network.lumora.protocol.passage.Toll;
import network.lumora.protocol.passage.Words;
import network.lumora.protocol.relay.Call;
import network.lumora.protocol.relay.ReceivedCall;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.RecordReader;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.seal.KeyLife;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** A connection to the agent of one relay, of which this party is one. */
final class AgentLine implements Closeable {
  private static final DocumentCodec DOCUMENTS = new DocumentCodec();
  private static final StatementCodec STATEMENTS = new StatementCodec();
  private static final int CONNECT_MILLIS = 5_000;

  /** The other party may still be on its way. */
  private static final int AGREE_MILLIS = 35_000;

  private final Self self;
  private final SignedGrant grant;
  private final SocketChannel line;
  private final Words words;
  private final long begunNanos;

  private AgentLine(Self self, SignedGrant grant, SocketChannel line) {
    this.self = self;
    this.grant = grant;
    this.line = line;
    this.begunNanos = self.nanos().getAsLong();
    this.words =
        new Words(new RecordReader(new LineReads(line), 4 * Records.MAX_BYTES), line, Pace.NONE);
  }

  /**
   * Dials the agent and shows it who we are.
   *
   * @param payer who called, and pays
   * @param subject what the grant must be for
   */
  static AgentLine dial(Self self, RelayPlace place, PublicKey payer, Sha256 subject)
      throws IOException, ProtocolException {
    var grant = SignedGrant.read(place.grant(), self.coordinator());
    requireFits(grant, payer, subject);
    var line = SocketChannel.open();
    try {
      line.socket()
          .connect(
              new InetSocketAddress(InetAddress.ofLiteral(place.agentHost()), place.agentPort()),
              CONNECT_MILLIS);
      line.setOption(StandardSocketOptions.TCP_NODELAY, true);
      line.socket().setSoTimeout(AGREE_MILLIS);
      var joined = new AgentLine(self, grant, line);
      joined.join();
      return joined;
    } catch (IOException | ProtocolException | RuntimeException e) {
      line.close();
      throw e;
    }
  }

  private static void requireFits(SignedGrant signed, PublicKey payer, Sha256 subject)
      throws ProtocolException {
    var grant = signed.grant();
    if (grant.kind() != TrafficKind.RELAY
        || !grant.payer().equals(payer)
        || !grant.receiver().equals(grant.payer())
        || !grant.subjectSha256().equals(subject)) {
      throw new ProtocolException(ErrorCode.CONFLICT, "the grant is for something else");
    }
  }

  private void join() throws IOException, ProtocolException {
    var greeting = DOCUMENTS.read(words.hear(RecordKind.GREETING).body(), RelayGreeting.class);
    if (!greeting.agent().equals(agent())) {
      throw new ProtocolException(
          ErrorCode.NOT_AUTHENTICATED, "another agent answers than the one that was drawn");
    }
    var join =
        new RelayJoin(
            grant.grant().grantId(), agent(), self.identity().publicKey(), greeting.nonce());
    words.say(RecordKind.JOIN, DOCUMENTS.writeBytes(STATEMENTS.sign(join, self.identity())));
  }

  PublicKey agent() {
    return grant.grant().provider();
  }

  /**
   * A passage whose keys are agreed.
   *
   * @param use of the grant that pays for it
   */
  record Agreed(Passage passage, GrantUse use) {}

  /**
   * Agrees on keys with the callee.
   *
   * @param number of the passage in its conversation
   * @param confirmed told of each receipt with both signatures
   */
  Agreed call(
      Talk talk, String conversationId, long number, PublicKey callee, Consumer<Envelope> confirmed)
      throws IOException, ProtocolException {
    var ahead = Duration.between(self.clock().instant(), grant.grant().notBefore());
    var times =
        new PayerToll.Times(() -> self.clock().instant().plus(ahead), self.nanos(), self::id);
    var toll = new PayerToll(grant.terms(), self.identity(), times, confirmed);
    var call =
        Call.place(conversationId, number, callee, grant.terms().payloadSha256(), self.identity());
    toll.sent(words.say(RecordKind.CALL, DOCUMENTS.writeBytes(call.envelope())));
    var answer = words.hear(RecordKind.CALL);
    toll.received(answer.bytes());
    var keys = call.answered(DOCUMENTS.readEnvelope(answer.body()), KeyLife.USUAL);
    line.socket().setSoTimeout(0);
    return new Agreed(
        new Passage(talk, keys, toll, words, self.threads()),
        new GrantUse(grant.terms(), begunNanos, toll::bytes));
  }

  /** Waits for a call under this grant. */
  Called awaitCall() throws IOException, ProtocolException {
    var envelope = DOCUMENTS.readEnvelope(words.hear(RecordKind.CALL).body());
    var call = ReceivedCall.read(envelope, self.identity().publicKey());
    return new Called(call);
  }

  /** A call that waits for its answer. */
  final class Called {
    private final ReceivedCall received;

    private Called(ReceivedCall received) {
      this.received = received;
    }

    RelayCall call() {
      return received.call();
    }

    /**
     * Takes it.
     *
     * @param newestPassage of its conversation so far
     */
    Passage answer(Talk talk, long newestPassage) throws IOException, ProtocolException {
      var caller = grant.grant().payer();
      received.requireFits(caller, grant.terms().payloadSha256(), newestPassage);
      var answered = received.answer(self.identity(), KeyLife.USUAL);
      words.say(RecordKind.CALL, DOCUMENTS.writeBytes(answered.answer()));
      line.socket().setSoTimeout(0);
      return new Passage(talk, answered.keys(), Toll.NONE, words, self.threads());
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
