package network.lumora.systemtests.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Numbered commands and their answers over one WebSocket, as both browsers' protocols have it. */
final class Wire implements AutoCloseable {
  /** A loaded machine may need long for a first page; nothing here takes longer by design. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final Consumer<JsonObject> events;

  Wire(URI address, Consumer<JsonObject> events) throws IOException {
    this.events = events;
    this.socket =
        await(client.newWebSocketBuilder().buildAsync(address, new Listener()), "connect");
  }

  Wire(URI address) throws IOException {
    this(address, event -> {});
  }

  JsonObject call(String method, JsonObject parameters) throws IOException {
    return call(method, parameters, null);
  }

  /** Sends the command and waits for its result. */
  JsonObject call(String method, JsonObject parameters, @Nullable String session)
      throws IOException {
    var number = numbers.incrementAndGet();
    var command = new JsonObject();
    command.addProperty("id", number);
    command.addProperty("method", method);
    command.add("params", parameters);
    if (session != null) {
      command.addProperty("sessionId", session);
    }
    var answer = new CompletableFuture<JsonObject>();
    waiting.put(number, answer);
    try {
      send(command.toString(), method);
      return result(await(answer, method), method);
    } finally {
      waiting.remove(number);
    }
  }

  private synchronized void send(String text, String method) throws IOException {
    await(socket.sendText(text, true), method);
  }

  private static JsonObject result(JsonObject answer, String method) throws IOException {
    var error = answer.get("error");
    if (error == null) {
      return answer.getAsJsonObject("result");
    }
    throw new IOException(method + " failed: " + message(error, answer));
  }

  private static String message(JsonElement error, JsonObject answer) {
    return error.isJsonObject()
        ? error.getAsJsonObject().get("message").getAsString()
        : error.getAsString() + ": " + answer.get("message").getAsString();
  }

  private static <T> T await(CompletionStage<T> stage, String what) throws IOException {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(what + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(what + ": no answer from the browser in " + PATIENCE, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(JsonParser.parseString(text.toString()).getAsJsonObject());
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void take(JsonObject message) {
      var number = message.get("id");
      if (number == null || number.isJsonNull()) {
        events.accept(message);
        return;
      }
      var answer = waiting.get(number.getAsLong());
      if (answer != null) {
        answer.complete(message);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      fail(new IOException("the browser closed the connection: " + status + " " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      fail(error);
    }

    private void fail(Throwable error) {
      waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
