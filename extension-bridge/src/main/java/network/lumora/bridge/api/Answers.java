package network.lumora.bridge.api;

import io.javalin.http.Context;
import network.lumora.bridge.guard.Code;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.wire.DocumentCodec;
import org.jspecify.annotations.Nullable;

/** Writes answers: documents, problems, and the headers of both. Thread-safe. */
final class Answers {
  private static final String PROBLEM = "application/problem+json";
  private static final int TAG_DIGITS = 32;

  private final DocumentCodec codec = DocumentCodec.withNulls();

  void write(Context context, Record document) {
    context.contentType("application/json").result(codec.writeBytes(document));
  }

  /** With an ETag, by which a later change can say what it is based on. */
  void writeTagged(Context context, Record document) {
    context.header("ETag", tag(document));
    write(context, document);
  }

  /** The same for the same content, over restarts. */
  String tag(Record document) {
    return "\"" + Sha256.of(codec.writeBytes(document)).toString().substring(0, TAG_DIGITS) + "\"";
  }

  String json(Record document) {
    return codec.write(document);
  }

  void problem(Context context, Code code, @Nullable String detail) {
    if (code == Code.TOO_MANY) {
      context.header("Retry-After", "1");
    }
    context
        .status(code.status())
        .contentType(PROBLEM)
        .result(codec.writeBytes(BridgeProblem.of(code, detail == null ? "" : detail)));
  }

  void problemIfNone(Context context, Code code, String detail) {
    if (!PROBLEM.equals(context.res().getContentType())) {
      problem(context, code, detail);
    }
  }

  /** For every answer, also one to a stranger. */
  void addHeaders(Context context) {
    context
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Referrer-Policy", "no-referrer")
        .header("Vary", "Origin");
  }

  /** Lets a script of this one origin read the answer; never with credentials. */
  void addReader(Context context, String origin) {
    context
        .header("Access-Control-Allow-Origin", origin)
        .header("Access-Control-Expose-Headers", "ETag, Retry-After, Content-Disposition");
  }

  void preflight(Context context) {
    context
        .status(204)
        .header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
        .header(
            "Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match, Last-Event-ID")
        .header("Access-Control-Max-Age", "600");
  }
}
