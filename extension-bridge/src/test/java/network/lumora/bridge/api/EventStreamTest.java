package network.lumora.bridge.api;

import static network.lumora.bridge.api.TestBridge.EXTENSION;
import static network.lumora.bridge.api.TestBridge.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.lumora.bridge.agent.LiveEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStreamTest {
  @TempDir private Path folder;
  private TestBridge test;

  /** Some 25 MB of events: buffers on both sides of a loopback connection hold ten at most. */
  private static final int MORE_THAN_SOCKETS_HOLD = 50_000;

  private final List<Stream> streams = new ArrayList<>();

  /** One reader's connection. */
  private record Stream(Socket socket, BufferedReader lines) {
    /** The next event, as name, id and data; its chunk's framing left out. */
    List<String> next() throws IOException {
      var fields = new ArrayList<String>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.matches("(event|id|data): .*")) {
          fields.add(line.substring(line.indexOf(' ') + 1));
        }
        if (fields.size() == 3) {
          return fields;
        }
      }
      return fields;
    }
  }

  @BeforeEach
  void start() throws IOException {
    test = new TestBridge(folder);
  }

  @AfterEach
  void stop() throws IOException {
    for (var stream : streams) {
      stream.socket().close();
    }
    test.close();
  }

  private Stream open(String... more) throws IOException {
    var headers = new ArrayList<>(List.of(test.host(), "Origin: " + EXTENSION, token("full")));
    headers.addAll(List.of(more));
    var request =
        RawHttp.request("GET", "/v1/events", headers, "").getBytes(StandardCharsets.UTF_8);
    var socket = test.http.open(request);
    var stream =
        new Stream(
            socket,
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
    streams.add(stream);
    return stream;
  }

  @Test
  void aStreamBeginsWithASnapshotAndThenTellsEachEvent() throws IOException {
    test.agent.rows.add(StillAgent.row(1, null));
    var stream = open();

    var snapshot = stream.next();
    assertThat(snapshot.getFirst()).isEqualTo("snapshot");
    assertThat(snapshot.getLast())
        .startsWith("{\"status\":{")
        .contains("\"line\":{")
        .contains("\"rows\":[{\"number\":1,");

    test.agent.tell(new LiveEvent.RowWritten(StillAgent.row(2, "line\nbreak")));
    test.agent.tell(new LiveEvent.ReceiptSettled(7));
    test.agent.tell(new LiveEvent.SettingsChanged());
    test.agent.tell(new LiveEvent.RulesChanged());
    assertThat(stream.next().getFirst()).isEqualTo("row");
    assertThat(stream.next()).contains("receipt", "{\"sequence\":7}");
    assertThat(stream.next()).contains("settings", "{}");
    assertThat(stream.next()).contains("rules", "{}");
  }

  @Test
  void aReaderThatComesBackMissesNothing() throws IOException {
    var first = open();
    var id = first.next().get(1);
    test.agent.tell(new LiveEvent.ReceiptSettled(1));
    first.next();
    first.socket().close();
    test.agent.tell(new LiveEvent.ReceiptSettled(2));

    var second = open("Last-Event-ID: " + id);

    assertThat(second.next()).contains("receipt", "{\"sequence\":1}");
    assertThat(second.next()).contains("receipt", "{\"sequence\":2}");
  }

  @Test
  void anUnknownPlaceBeginsAnew() throws IOException {
    for (var id : List.of("x", "0-1", "99999999999999999999", "' OR 1=1", "deadbeef-3")) {
      assertThat(open("Last-Event-ID: " + id).next().getFirst()).isEqualTo("snapshot");
    }
  }

  @Test
  void theAgentIsWatchedOnlyWhileSomebodyReads() throws IOException {
    assertThat(test.agent.listeners).isEmpty();
    open().next();
    open().next();
    assertThat(test.agent.listeners).hasSize(1);
  }

  @Test
  void aReaderThatDoesNotReadHoldsUpNobody() throws IOException {
    var slow = open();
    assertThat(slow.next().getFirst()).isEqualTo("snapshot");
    var row = StillAgent.row(1, "x".repeat(200));
    for (int i = 0; i < MORE_THAN_SOCKETS_HOLD; i++) {
      test.agent.tell(new LiveEvent.RowWritten(row));
    }
    var quick = open();
    assertThat(quick.next().getFirst()).isEqualTo("snapshot");
    test.agent.tell(new LiveEvent.ReceiptSettled(7));
    assertThat(quick.next()).contains("receipt");

    var event = slow.next();
    while (!event.getFirst().equals("snapshot")) {
      assertThat(event).as("nothing was left out").doesNotContain("receipt");
      event = slow.next();
    }
  }

  @Test
  void aRemovedBrowserHearsNoMore() throws IOException {
    var stream = open();
    stream.next();
    test.call("DELETE", "/v1/clients/full", "");

    test.agent.tell(new LiveEvent.ReceiptSettled(1));
    stream.next();
    test.agent.tell(new LiveEvent.ReceiptSettled(2));

    assertThat(stream.next()).isEmpty();
  }

  @Test
  void streamsAreBounded() throws IOException {
    for (int i = 0; i < EventRoutes.MAX_STREAMS; i++) {
      open().next();
    }
    assertThat(test.extension(EXTENSION, "GET", "/v1/events", "", token("full")))
        .contains("HTTP/1.1 429 ", "TOO_MANY", "Retry-After");
    assertThat(test.call("GET", "/v1/status", "")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void closingTheBridgeEndsTheStreams() throws IOException {
    var stream = open();
    stream.next();

    test.bridge.close();

    assertThat(stream.next()).isEmpty();
  }
}
