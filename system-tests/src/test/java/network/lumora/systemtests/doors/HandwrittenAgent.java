package network.lumora.systemtests.doors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.SealKey;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.MessageCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/** An agent that writes its messages by hand, rightly or wrongly; it takes no work. */
final class HandwrittenAgent implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  /** How a connection ended. */
  record Closed(int code, String reason) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final IdentityKey key = IdentityKey.generate();
  private final SealKey sealKey = SealKey.generate();
  private final MessageCodec codec = new MessageCodec();
  private final StatementCodec statements = new StatementCodec();
  private final BlockingQueue<ToAgent> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;
  private final ToAgent.Challenge challenge;

  HandwrittenAgent(int port) throws IOException, InterruptedException {
    this.socket =
        client
            .newWebSocketBuilder()
            .subprotocols(MessageCodec.VERSION)
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/agent"), this)
            .join();
    this.challenge = expect(ToAgent.Challenge.class);
  }

  String nonce() {
    return challenge.nonce();
  }

  IdentityKey key() {
    return key;
  }

  void hello(String version, String nonce, Signer signer) {
    var greeting =
        new Greeting(
            nonce,
            challenge.coordinator(),
            key.publicKey(),
            sealKey.publicKey(),
            "0.1.0",
            List.of("scrape"),
            1,
            0,
            List.of());
    send(new ToCoordinator.Hello(version, statements.sign(greeting, signer)));
  }

  void greet() throws InterruptedException {
    hello(MessageCodec.VERSION, nonce(), key);
    var _ = expect(ToAgent.Welcome.class);
  }

  /** Says that it is there; then asks what is always answered, to see that it was heard. */
  ErrorCode heartbeatAndMarker() throws InterruptedException {
    send(new ToCoordinator.Heartbeat(0, new BytesPerSecond(0)));
    sendText("{\"type\":\"marker\"}");
    return expect(Problem.class).code();
  }

  void send(ToCoordinator message) {
    sendText(codec.write(message));
  }

  void sendText(String text) {
    socket.sendText(text, true).join();
  }

  void sendBinary(ByteBuffer message) {
    socket.sendBinary(message, true).join();
  }

  /** The next message but for balances, which a coordinator tells whenever it likes. */
  <M extends ToAgent> M expect(Class<M> kind) throws InterruptedException {
    ToAgent message;
    do {
      message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } while (message instanceof ToAgent.Balance);
    if (!kind.isInstance(message)) {
      throw new AssertionError(
          "expected %s, got %s; closed: %s".formatted(kind.getSimpleName(), message, closed));
    }
    return kind.cast(message);
  }

  boolean isClosed() {
    return closed.isDone();
  }

  Closed awaitClosed() throws InterruptedException {
    try {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the connection did not close", e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      try {
        heard.add(codec.readToAgent(part.toString()));
      } catch (ProtocolException e) {
        closed.completeExceptionally(e);
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(new Closed(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
