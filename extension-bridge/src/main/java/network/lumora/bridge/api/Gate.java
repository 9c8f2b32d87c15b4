package network.lumora.bridge.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Collections;
import network.lumora.bridge.guard.Admission;
import network.lumora.bridge.guard.Call;
import network.lumora.bridge.guard.LoopbackGuard;
import network.lumora.bridge.guard.Need;
import network.lumora.bridge.guard.RefusedCall;
import org.jspecify.annotations.Nullable;

/** Puts the guard before every handler. Thread-safe. */
final class Gate {
  /** The attribute of a call with its {@link network.lumora.bridge.guard.Bearer}. */
  static final String BEARER = "lumora.bearer";

  private static final String NEED = "lumora.need";

  private final LoopbackGuard guard;
  private final Answers answers;
  private final Bodies bodies;

  Gate(LoopbackGuard guard, Answers answers, Bodies bodies) {
    this.guard = guard;
    this.answers = answers;
    this.bodies = bodies;
  }

  void install(RoutesConfig routes) {
    routes.before(this::pass);
    routes.wsBeforeUpgrade(this::pass);
  }

  /** Refuses a route to calls that were admitted for another one. */
  static void requireAdmittedFor(Context context, Need need) {
    if (context.attribute(NEED) != need) {
      throw new IllegalStateException("the guard and the router see different routes");
    }
  }

  private void pass(Context context) {
    var call = call(context);
    answers.addHeaders(context);
    if (call.origin() != null && guard.mayRead(call)) {
      answers.addReader(context, call.origin());
    }
    switch (guard.check(call)) {
      case Admission.Preflight _ -> {
        answers.preflight(context);
        context.skipRemainingHandlers();
      }
      case Admission.Admitted(var need, var bearer) -> {
        context.attribute(NEED, need);
        context.attribute(BEARER, bearer);
        readBody(context, call);
      }
    }
  }

  private void readBody(Context context, Call call) {
    if (!call.hasBody()) {
      return;
    }
    try {
      bodies.read(context);
    } catch (RefusedCall e) {
      guard.count(call, e);
      throw e;
    }
  }

  private static Call call(Context context) {
    return new Call(
        context.req().getMethod(),
        context.path(),
        header(context, "Host"),
        header(context, "Origin"),
        header(context, "Sec-Fetch-Site"),
        header(context, "Sec-Fetch-Dest"),
        header(context, "Access-Control-Request-Method"),
        header(context, "Authorization"),
        header(context, "Content-Type"),
        context.req().getContentLengthLong(),
        NoWebSockets.isHandshake(context.req()));
  }

  /** Two headers of one name are one value that fits nothing. */
  private static @Nullable String header(Context context, String name) {
    var values = Collections.list(context.req().getHeaders(name));
    return values.isEmpty() ? null : String.join(",", values);
  }
}
