package network.lumora.coordinator.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import network.lumora.coordinator.settle.PublicLog;
import network.lumora.ledger.log.TileHashes;
import network.lumora.ledger.log.TilePath;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;

/** The public log for everyone (C2SP tlog-tiles). Thread-safe. */
final class LogRoutes {
  private final PublicLog log;
  private final DocumentCodec documents = new DocumentCodec();

  LogRoutes(PublicLog log) {
    this.log = log;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/log/checkpoint", Access.OPEN, "The newest checkpoint", this::checkpoint),
        Route.get("/v1/log/tile/<tile>", Access.OPEN, "A tile or entry bundle", this::tile),
        Route.get("/v1/log/balances", Access.OPEN, "What every account holds", this::balances));
  }

  private void checkpoint(Context request) throws IOException {
    request.contentType("text/plain; charset=utf-8");
    request.header("Cache-Control", "no-cache").result(log.checkpoint());
  }

  /** A full tile never changes; a partial one is replaced by a wider one. */
  private void tile(Context request) throws IOException, ProtocolException {
    var path = TilePath.parse("tile/" + request.pathParam("tile"));
    var bytes =
        log.tile(path)
            .orElseThrow(
                () ->
                    new ProtocolException(
                        ErrorCode.NOT_FOUND, "the log has no such tile at this width yet"));
    request.header(
        "Cache-Control",
        path.width() == TileHashes.WIDTH
            ? "public, max-age=31536000, immutable"
            : "public, max-age=300");
    request.contentType("application/octet-stream").result(bytes);
  }

  private void balances(Context request) throws IOException {
    Json.answer(request, documents.write(log.balances()));
  }
}
