package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import network.lumora.bridge.agent.LiveEvent;
import network.lumora.bridge.agent.LiveFeed;
import network.lumora.bridge.guard.Bearer;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.guard.RefusedCall;
import network.lumora.bridge.live.Event;
import network.lumora.bridge.live.EventRing;
import network.lumora.bridge.live.Next;
import network.lumora.bridge.live.Watch;
import network.lumora.bridge.pairing.Clients;

/** Streams what happens, one virtual thread for each reader (WHATWG HTML, section 9.2). */
final class EventRoutes implements AutoCloseable {
  /** A page or two for each browser. */
  static final int MAX_STREAMS = 8;

  /** Proxies and browsers give up on what is silent for longer than half a minute. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** As long as a page takes to load again. */
  private static final Duration LINGER = Duration.ofSeconds(20);

  /** The event of a receipt. */
  record Settled(long sequence) {}

  /** The event of a change that is to be read elsewhere. */
  record Changed() {}

  private final LiveFeed feed;
  private final Clients clients;
  private final Answers answers;
  private final EventRing ring;
  private final Watch watch;
  private final Semaphore streams = new Semaphore(MAX_STREAMS);

  EventRoutes(LiveFeed feed, Clients clients, Answers answers, LongSupplier chance) {
    this.feed = feed;
    this.clients = clients;
    this.answers = answers;
    this.ring = new EventRing(chance);
    this.watch = new Watch(ring, this::listen, LINGER);
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/events", Need.READ, this::stream));
  }

  @Override
  public void close() {
    ring.close();
    watch.close();
  }

  private Runnable listen() {
    return feed.listen(this::happened)::close;
  }

  private void happened(LiveEvent event) {
    switch (event) {
      case LiveEvent.StatusChanged(var status) -> ring.add("status", answers.json(status));
      case LiveEvent.Usage(var point) -> ring.add("usage", answers.json(point));
      case LiveEvent.LineChanged(var line) -> ring.add("line", answers.json(line));
      case LiveEvent.RowWritten(var row) -> ring.add("row", answers.json(row));
      case LiveEvent.ReceiptSettled(long sequence) ->
          ring.add("receipt", answers.json(new Settled(sequence)));
      case LiveEvent.SettingsChanged _ -> ring.add("settings", answers.json(new Changed()));
      case LiveEvent.RulesChanged _ -> ring.add("rules", answers.json(new Changed()));
    }
  }

  private void stream(Context context) throws IOException, InterruptedException {
    if (!streams.tryAcquire()) {
      throw new RefusedCall(Code.TOO_MANY, "at most " + MAX_STREAMS + " streams at once");
    }
    try {
      watch.enter();
      try {
        follow(context);
      } finally {
        watch.leave();
      }
    } finally {
      streams.release();
    }
  }

  private void follow(Context context) throws IOException, InterruptedException {
    Bearer bearer = context.attribute(Gate.BEARER);
    var reader = ring.reader(context.header("Last-Event-ID"));
    feed.snapshot();
    context.contentType("text/event-stream");
    try {
      var out = context.res().getOutputStream();
      write(out, ":\n\n");
      while (bearer != null && mayGoOn(bearer) && tell(out, reader)) {
        out.flush();
      }
    } catch (org.eclipse.jetty.io.EofException e) {
      // The reader has left, as all do.
      return;
    }
  }

  private boolean mayGoOn(Bearer bearer) {
    return bearer.id().equals(Bearer.LOCAL) || clients.isLive(bearer.id());
  }

  /** False when there is no more to tell. */
  private boolean tell(OutputStream out, EventRing.Reader reader)
      throws IOException, InterruptedException {
    switch (reader.next(HEARTBEAT)) {
      case Next.Events(var events) -> {
        for (Event event : events) {
          write(out, text(event.name(), reader.id(event.number()), event.data()));
        }
      }
      case Next.Snapshot(long number) ->
          write(out, text("snapshot", reader.id(number), answers.json(feed.snapshot())));
      case Next.Silence _ -> write(out, ":\n\n");
      case Next.End _ -> {
        return false;
      }
    }
    return true;
  }

  private static String text(String name, String id, String data) {
    return "event: " + name + "\nid: " + id + "\ndata: " + data + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
