package network.lumora.bridge.api;

import java.util.Locale;
import network.lumora.bridge.guard.Code;

/** The body of every error (RFC 9457). */
record BridgeProblem(String type, String title, int status, Code code, String detail) {
  static BridgeProblem of(Code code, String detail) {
    var name = code.name().toLowerCase(Locale.ROOT);
    return new BridgeProblem(
        "https://lumora.network/problems/" + name,
        name.replace('_', ' '),
        code.status(),
        code,
        detail);
  }
}
