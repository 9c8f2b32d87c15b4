package network.lumora.coordinator.http;

import io.javalin.http.Context;

/** Answers with JSON. */
final class Json {
  private Json() {}

  static void answer(Context request, String document) {
    request.contentType("application/json").result(document);
  }
}
