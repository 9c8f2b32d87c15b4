package network.lumora.consumer.http;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import network.lumora.consumer.text.Printable;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ProblemDetails;
import network.lumora.protocol.wire.DocumentCodec;
import okhttp3.Response;

/** Turns an answer that is no success into an error that says what to do. */
final class Problems {
  /** A problem document has a few hundred bytes. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_DETAIL_CHARACTERS = 500;

  private final PublicKey self;
  private final DocumentCodec documents = new DocumentCodec();

  Problems(PublicKey self) {
    this.self = self;
  }

  ProtocolException of(Response response) throws IOException {
    var problem = read(response);
    return problem.isPresent()
        ? new ProtocolException(
            problem.get().code(),
            Printable.of(problem.get().detail(), MAX_DETAIL_CHARACTERS)
                + (speaksForItself(response) ? "" : cure(problem.get().code())))
        : new ProtocolException(
            code(response.code()),
            "expected a coordinator, got HTTP "
                + response.code()
                + " without a problem document"
                + cure(code(response.code())));
  }

  /** Cures are for orders; what is said of relays has its own. */
  private static boolean speaksForItself(Response response) {
    var path = response.request().url().encodedPath();
    return path.startsWith("/v1/relays") || path.startsWith("/v1/destinations");
  }

  private Optional<ProblemDetails> read(Response response) throws IOException {
    var type = Objects.requireNonNullElse(response.header("Content-Type"), "");
    if (!type.startsWith("application/problem+json")) {
      return Optional.empty();
    }
    var body = response.body().byteStream().readNBytes(MAX_BYTES);
    try {
      return Optional.of(documents.read(body, ProblemDetails.class));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static ErrorCode code(int status) {
    return switch (status) {
      case 401 -> ErrorCode.NOT_AUTHENTICATED;
      case 403 -> ErrorCode.UNKNOWN_KEY;
      case 404 -> ErrorCode.NOT_FOUND;
      case 413 -> ErrorCode.TOO_LARGE;
      case 429 -> ErrorCode.OVER_LIMIT;
      case 502, 503, 504 -> ErrorCode.UNAVAILABLE;
      default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.MALFORMED;
    };
  }

  private String cure(ErrorCode code) {
    return switch (code) {
      case UNKNOWN_KEY ->
          ". Ask the operator to run: lumora-coordinator admit " + self + " --name <you>";
      case OVER_LIMIT, UNAVAILABLE -> ". Try again later; nothing was lost";
      case NOT_FOUND -> ". Check the address of the coordinator and the order's id";
      case UNSUPPORTED_VERSION -> ". Update this program";
      case TOO_LARGE -> ". Split the order";
      case INTERNAL -> ". Tell the operator of the coordinator";
      case BAD_SIGNATURE, NOT_AUTHENTICATED ->
          ". Check the address of the coordinator, then tell its operator";
      case MALFORMED, UNKNOWN_TYPE, EXPIRED, REPLAYED, CONFLICT, OUT_OF_ORDER -> "";
    };
  }
}
