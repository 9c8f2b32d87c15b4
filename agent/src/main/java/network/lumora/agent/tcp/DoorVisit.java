package network.lumora.agent.tcp;

import java.io.IOException;
import java.net.Socket;
import network.lumora.agent.allowance.StoppedException;
import network.lumora.agent.relay.Carrying;
import network.lumora.agent.relay.Door;
import network.lumora.agent.relay.Relay;
import network.lumora.agent.relay.RelayDesk;
import network.lumora.agent.relay.WayOut;
import network.lumora.proof.relay.ProviderToll;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ToCoordinator.RelayEnd;
import network.lumora.protocol.passage.Passage;
import network.lumora.protocol.passage.PumpThreads;
import network.lumora.protocol.passage.Talk;
import network.lumora.protocol.passage.Words;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.PassageKeys;
import network.lumora.protocol.relay.ReceivedCall;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.seal.FrameSecret.End;
import network.lumora.protocol.seal.KeyLife;
import network.lumora.protocol.wire.DocumentCodec;

/** A relay that ends here: its payer's streams lead to one opened destination. */
final class DoorVisit {
  private static final DocumentCodec DOCUMENTS = new DocumentCodec();

  /** A line that died without a word; the desk ends a relay in which nothing moves before. */
  private static final int SILENCE_MILLIS = 660_000;

  private final RelayDesk desk;
  private final Relay relay;
  private final Door door;
  private final WayOut wayOut;
  private final PumpThreads threads;

  DoorVisit(RelayDesk desk, Relay relay, Door door, WayOut wayOut, PumpThreads threads) {
    this.desk = desk;
    this.relay = relay;
    this.door = door;
    this.wayOut = wayOut;
    this.threads = threads;
  }

  void run(Words words, Socket socket) throws IOException, ProtocolException, InterruptedException {
    var parts = desk.parts();
    relay.leadsTo(door.entry().host());
    var toll =
        new ProviderToll(relay.terms(), parts.identity(), receipt -> desk.signed(relay, receipt));
    try (var talk = new Talk(End.CALLEE, Limits.USUAL, parts.nanos())) {
      var keys = agree(words, toll);
      socket.setSoTimeout(SILENCE_MILLIS);
      Thread.ofVirtual().name("relay-doors").start(() -> accept(talk));
      var passage = new Passage(talk, keys, toll, words, threads);
      relay.carriedBy(new Visited(passage, toll));
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

  private record Visited(Passage passage, ProviderToll toll) implements Carrying {
    @Override
    public boolean isUsedUp() {
      return toll.isUsedUp();
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

  private void accept(Talk talk) {
    try {
      for (var stream = talk.accept(); stream.isPresent(); stream = talk.accept()) {
        var leading = new DoorStream(desk, relay, door, wayOut, threads, stream.get());
        threads.start("relay-door", leading::run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
