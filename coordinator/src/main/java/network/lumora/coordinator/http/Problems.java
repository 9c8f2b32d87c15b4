package network.lumora.coordinator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.message.ProblemDetails;
import network.lumora.protocol.wire.DocumentCodec;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every error with a problem document (RFC 9457). Thread-safe. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String TYPE = "application/problem+json";

  private final DocumentCodec documents = new DocumentCodec();

  void handleAll(RoutesConfig routes) {
    routes.exception(
        ProtocolException.class,
        (e, request) -> answer(request, e.code(), String.valueOf(e.getMessage())));
    routes.exception(
        IOException.class,
        (e, request) -> {
          LOG.warn("a request could not be served now: {}", e.getMessage());
          request.header("Retry-After", "5");
          answer(request, ErrorCode.UNAVAILABLE, "it cannot be stored or read now; try again");
        });
    routes.exception(HttpResponseException.class, this::answerFramework);
    routes.exception(
        Exception.class,
        (e, request) -> {
          LOG.error("a request made the program fail", e);
          answer(request, ErrorCode.INTERNAL, "a fault of the coordinator");
        });
  }

  /** What the router finds wrong: no such route, not this method, not this kind of body. */
  private void answerFramework(HttpResponseException e, Context request) {
    int status = e.getStatus();
    switch (status) {
      case 404 -> answer(request, ErrorCode.NOT_FOUND, "there is no such route");
      case 405 -> answer(request, ErrorCode.NOT_FOUND, 405, "the route has no such method");
      case 413 -> answer(request, ErrorCode.TOO_LARGE, "the request is too large");
      default ->
          answer(
              request,
              status < 500 ? ErrorCode.MALFORMED : ErrorCode.INTERNAL,
              status,
              status < 500 ? String.valueOf(e.getMessage()) : "a fault of the coordinator");
    }
  }

  private void answer(Context request, ErrorCode code, String detail) {
    answer(request, code, code.httpStatus(), detail);
  }

  private void answer(Context request, ErrorCode code, int status, String detail) {
    if (!request.res().isCommitted()) {
      request.res().resetBuffer();
      request.status(status).contentType(TYPE).result(body(code, status, detail));
    }
  }

  private String body(ErrorCode code, int status, String detail) {
    var plain = ProblemDetails.of(code, detail);
    return documents.write(new ProblemDetails(plain.type(), plain.title(), status, code, detail));
  }

  /** What the server refuses before the router sees it, such as a request that is no HTTP. */
  boolean answerServer(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    var code = status < 500 ? ErrorCode.MALFORMED : ErrorCode.INTERNAL;
    var body = body(code, status, "the server did not accept the request");
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
