package network.lumora.agent.tcp;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import network.lumora.agent.allowance.StoppedException;
import network.lumora.agent.relay.Carrying;
import network.lumora.agent.relay.Door;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.proof.relay.ProviderToll;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import network.lumora.protocol.passage.Passage;
import network.lumora.protocol.passage.Talk;
import network.lumora.protocol.passage.TalkStream;
import network.lumora.protocol.passage.Words;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.PassageKeys;
import network.lumora.protocol.relay.ReceivedCall;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.seal.FrameSecret.End;
import network.lumora.protocol.seal.KeyLife;
import network.lumora.protocol.wire.DocumentCodec;

/** A relay that ends here: its payer's streams lead to one opened destination. */
final class DoorVisit {
  private static final DocumentCodec DOCUMENTS = new DocumentCodec();

  /** Its connection is its only one; this is for one that is not there yet. */
  private static final long LONGEST_WITHOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final PortMeans means;
  private final RelayDesk desk;
  private final Relay relay;
  private final Door door;

  DoorVisit(PortMeans means, Relay relay, Door door) {
    this.means = means;
    this.desk = means.desk();
    this.relay = relay;
    this.door = door;
  }

  void run(Words words) throws IOException, ProtocolException, InterruptedException {
    var parts = desk.parts();
    relay.leadsTo(door.entry().host());
    var toll =
        new ProviderToll(relay.terms(), parts.identity(), receipt -> desk.signed(relay, receipt));
    try (var talk = new Talk(End.CALLEE, Life.ONE_PASSAGE, Limits.USUAL, parts.nanos())) {
      var keys = agree(words, toll);
      words.line().socket().setSoTimeout(0);
      Thread.ofVirtual().name("relay-doors").start(() -> accept(talk));
      var passage = new Passage(talk, keys, toll, words, means.threads());
      relay.carriedBy(new Visited(talk, passage, toll));
      passage.run(true);
      desk.end(relay, RelayEnd.DONE);
    } catch (ProtocolException e) {
      desk.end(relay, RelayEnd.BROKEN);
      throw e;
    } catch (StoppedException e) {
      desk.end(relay, RelayEnd.STOPPED);
      throw e;
    } finally {
      desk.end(relay, RelayEnd.DONE);
    }
  }

  private record Visited(Talk talk, Passage passage, ProviderToll toll) implements Carrying {
    @Override
    public boolean isUsedUp() {
      return toll.isUsedUp();
    }

    @Override
    public void tick() {
      talk.tick(LONGEST_WITHOUT_NANOS);
    }

    @Override
    public void expire(ProtocolException why) {
      passage.finish(why);
    }
  }

  private PassageKeys agree(Words words, ProviderToll toll) throws IOException, ProtocolException {
    var parts = desk.parts();
    var record = words.hear(RecordKind.CALL);
    toll.received(record.bytes());
    var call =
        ReceivedCall.read(DOCUMENTS.readEnvelope(record.body()), parts.identity().publicKey());
    call.requireFits(relay.payer(), relay.terms().payloadSha256(), 0);
    var answered = call.answer(parts.identity(), KeyLife.USUAL);
    toll.sent(words.say(RecordKind.CALL, DOCUMENTS.writeBytes(answered.answer())));
    return answered.keys();
  }

  private void lead(TalkStream stream) {
    if (means.streams().tryAcquire()) {
      var leading = new DoorStream(means, relay, door, stream);
      means.threads().start("relay-door", leading::run);
    } else {
      stream.reset(ResetCode.TOO_MANY);
    }
  }

  private void accept(Talk talk) {
    try {
      for (var stream = talk.accept(); stream.isPresent(); stream = talk.accept()) {
        lead(stream.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
