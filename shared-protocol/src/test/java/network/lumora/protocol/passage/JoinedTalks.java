package network.lumora.protocol.passage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.relay.Call;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.PassageKeys;
import network.lumora.protocol.relay.ReceivedCall;
import network.lumora.protocol.relay.RecordReader;
import network.lumora.protocol.relay.Records;
import network.lumora.protocol.seal.FrameSecret.End;
import network.lumora.protocol.seal.KeyLife;

/** Two ends of a talk over a real connection, whose buffers hold less than two records. */
final class JoinedTalks implements AutoCloseable {
  static final int BUFFER_BYTES = 8 * 1024;

  final PumpThreads threads = new PumpThreads(20);
  final Talk caller;
  final Talk callee;
  private final SocketChannel callersLine = SocketChannel.open();
  private final SocketChannel calleesLine;

  JoinedTalks(LongSupplier nanos) throws Exception {
    this.caller = new Talk(End.CALLER, Life.ONE_PASSAGE, Limits.USUAL, nanos);
    this.callee = new Talk(End.CALLEE, Life.ONE_PASSAGE, Limits.USUAL, nanos);
    try (var server = ServerSocketChannel.open()) {
      server.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      callersLine.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      callersLine.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      callersLine.connect(server.getLocalAddress());
      calleesLine = server.accept();
      calleesLine.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
    }
    var callersKey = IdentityKey.generate();
    var calleesKey = IdentityKey.generate();
    var grant = Sha256.of("grant");
    var call = Call.place("0".repeat(32), 1, calleesKey.publicKey(), grant, callersKey);
    var received = ReceivedCall.read(call.envelope(), calleesKey.publicKey());
    var answered = received.answer(calleesKey, KeyLife.USUAL);
    start(caller, call.answered(answered.answer(), KeyLife.USUAL), callersLine);
    start(callee, answered.keys(), calleesLine);
  }

  private void start(Talk talk, PassageKeys keys, SocketChannel line) {
    var words =
        new Words(new RecordReader(new LineReads(line), 2 * Records.MAX_BYTES), line, Pace.NONE);
    var passage = new Passage(talk, keys, Toll.NONE, words, threads);
    var _ =
        background(
            () -> {
              passage.run(true);
              return true;
            });
  }

  static <T> CompletableFuture<T> background(Callable<T> task) {
    var done = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                done.complete(task.call());
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  @Override
  public void close() throws IOException {
    caller.close();
    callee.close();
    callersLine.close();
    calleesLine.close();
  }
}
