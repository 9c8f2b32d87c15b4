package network.lumora.protocol.message;

import network.lumora.protocol.ErrorCode;

/** The body of every HTTP error (RFC 9457, {@code application/problem+json}). */
public record ProblemDetails(String type, String title, int status, ErrorCode code, String detail) {
  /** The problem's page in PROTOCOL.md is its type. */
  public static ProblemDetails of(ErrorCode code, String detail) {
    return new ProblemDetails(
        "https://lumora.network/problems/" + code.name().toLowerCase(java.util.Locale.ROOT),
        code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
        code.httpStatus(),
        code,
        detail);
  }
}
