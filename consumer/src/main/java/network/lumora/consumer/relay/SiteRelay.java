package network.lumora.consumer.relay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.passage.Passage;
import network.lumora.protocol.passage.Talk;
import network.lumora.protocol.passage.TalkStream;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.RelaySubject;
import network.lumora.protocol.seal.FrameSecret.End;

/** A relay to one opened destination, through one agent. Thread-safe. */
final class SiteRelay {
  private static final long LONGEST_WITHOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Talk talk;
  private final PublicKey agent;
  private final ReceiptPost receipts;
  private final GrantUse use;

  private SiteRelay(Talk talk, PublicKey agent, ReceiptPost receipts, GrantUse use) {
    this.talk = talk;
    this.agent = agent;
    this.receipts = receipts;
    this.use = use;
  }

  /**
   * @param avoid agents that did not answer
   * @param ended told in words when it is over
   * @param log told in words what went wrong beside it
   */
  static SiteRelay open(
      Self self,
      RelayOffice office,
      String host,
      List<PublicKey> avoid,
      Consumer<String> ended,
      Consumer<String> log,
      Consumer<PublicKey> failed)
      throws IOException, ProtocolException {
    var place = office.open(new RelayRequest(null, host, avoid));
    var subject = RelaySubject.of(self.identity().publicKey(), host);
    var line = dial(self, place, subject, failed);
    var receipts = new ReceiptPost(office, log);
    var talk = new Talk(End.CALLER, Life.ONE_PASSAGE, Limits.USUAL, self.nanos());
    try {
      var agreed = line.call(talk, self.id(), 1, line.agent(), receipts);
      var relay = new SiteRelay(talk, line.agent(), receipts, agreed.use());
      self.threads().start("site-relay", () -> relay.run(agreed.passage(), ended));
      return relay;
    } catch (IOException | ProtocolException e) {
      failed.accept(line.agent());
      line.close();
      throw e;
    }
  }

  private static AgentLine dial(
      Self self, RelayPlace place, Sha256 subject, Consumer<PublicKey> failed)
      throws IOException, ProtocolException {
    try {
      return AgentLine.dial(self, place, self.identity().publicKey(), subject);
    } catch (IOException e) {
      failed.accept(SignedGrant.read(place.grant(), self.coordinator()).grant().provider());
      throw e;
    }
  }

  private void run(Passage passage, Consumer<String> ended) {
    var why = "";
    try {
      passage.run(true);
    } catch (IOException | ProtocolException e) {
      why = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      talk.close();
      receipts.send();
      ended.accept(why);
    }
  }

  PublicKey agent() {
    return agent;
  }

  /** A connection to the site; empty if there are too many, or the relay is over. */
  Optional<TalkStream> connect(String target) {
    return talk.open(target);
  }

  boolean isOver() {
    return talk.isClosed();
  }

  /** Whether further connections belong on the next one. */
  boolean isHalfOver(long nanos) {
    return use.isHalfOver(nanos);
  }

  boolean isIdle() {
    return talk.size() == 0;
  }

  /** To be called every few seconds. */
  void tick() {
    talk.tick(LONGEST_WITHOUT_NANOS);
    receipts.send();
  }

  void close() {
    talk.close();
  }
}
