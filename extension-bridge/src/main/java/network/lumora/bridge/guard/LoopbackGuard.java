package network.lumora.bridge.guard;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import network.lumora.protocol.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Lets in the host's own tools and paired extensions; the same for requests and WebSocket upgrades.
 * Thread-safe.
 *
 * <p>A name in {@code Host} that is not ours means a web page rebound its name to loopback. A web
 * page's {@code Origin} is refused whatever else it shows. No origin, or {@code Sec-Fetch-Site} of
 * {@code none} or {@code same-origin}, proves nothing: an extension with host permissions sends
 * just that. So every route but the open ones wants a token, and a token works for its own origin
 * only.
 */
public final class LoopbackGuard {
  /** More than any body of ours; what is larger is not read. */
  public static final int MAX_BODY_BYTES = 64 * 1024;

  private static final String SCHEME = "Bearer ";

  /** A dashboard asks a few times a second. */
  private static final RateLimits.Rate CLIENT = new RateLimits.Rate(20, 100);

  /** A script may read the whole journal. */
  private static final RateLimits.Rate TOOL = new RateLimits.Rate(200, 1_000);

  /** All callers without a token together; live tokens never draw from it. */
  private static final RateLimits.Rate STRANGERS = new RateLimits.Rate(10, 50);

  private final IntSupplier port;
  private final AccessToken local;
  private final Tokens clients;
  private final RouteNeeds needs;
  private final RateLimits rates;
  private final Refusals refusals;

  public LoopbackGuard(
      IntSupplier port,
      AccessToken local,
      Tokens clients,
      RouteNeeds needs,
      InstantSource clock,
      LongSupplier nanos) {
    this.port = port;
    this.local = local;
    this.clients = clients;
    this.needs = needs;
    this.rates = new RateLimits(nanos);
    this.refusals = new Refusals(clock);
  }

  /**
   * @throws RefusedCall if the call must not reach a handler
   */
  public Admission check(Call call) {
    try {
      return admit(call);
    } catch (RefusedCall e) {
      count(call, e);
      throw e;
    }
  }

  /** For refusals that are found while the body is read. */
  public void count(Call call, RefusedCall refused) {
    refusals.count(call.origin(), refused.code());
  }

  public Refusals refusals() {
    return refusals;
  }

  /** Whether a script of this origin may read the answer, be it a refusal. */
  public boolean mayRead(Call call) {
    return isOurHost(call)
        && call.origin() != null
        && ExtensionOrigin.is(call.origin())
        && (isOpen(call) || clients.isBoundTo(call.origin()));
  }

  private Admission admit(Call call) {
    requireOurHost(call);
    requireNoPage(call);
    if (call.isPreflight() && !call.upgrade()) {
      return preflight(call);
    }
    var admitted = isOpen(call) ? stranger(call) : bearer(call);
    if (call.upgrade()) {
      throw new RefusedCall(Code.NOT_FOUND, "there are no WebSockets here");
    }
    requireJson(call);
    return admitted;
  }

  private boolean isOurHost(Call call) {
    int p = port.getAsInt();
    var ours = Set.of("127.0.0.1:" + p, "localhost:" + p, "[::1]:" + p);
    return call.host() != null && ours.contains(call.host());
  }

  private void requireOurHost(Call call) {
    if (!isOurHost(call)) {
      throw new RefusedCall(
          Code.WRONG_HOST, "the Host header must name the loopback address and port of this API");
    }
  }

  private static void requireNoPage(Call call) {
    if (call.origin() != null && !ExtensionOrigin.is(call.origin())) {
      throw new RefusedCall(Code.ORIGIN_REFUSED, "calls from web pages are refused");
    }
    if (call.fetchDestination() != null && !call.fetchDestination().equals("empty")) {
      throw new RefusedCall(
          Code.DESTINATION_REFUSED, "this is no page, frame, image or script; it is read by fetch");
    }
    if (call.fetchSite() != null && !isPossible(call.fetchSite(), call.origin() != null)) {
      throw new RefusedCall(Code.SITE_REFUSED, "calls from web pages are refused");
    }
  }

  /** What extensions send, with and without host permissions; it proves nothing. */
  private static boolean isPossible(String fetchSite, boolean hasOrigin) {
    return switch (fetchSite) {
      case "none", "same-origin" -> true;
      case "cross-site" -> hasOrigin;
      default -> false;
    };
  }

  private Admission preflight(Call call) {
    if (!mayRead(call)) {
      throw new RefusedCall(Code.ORIGIN_REFUSED, "this extension is not paired");
    }
    return new Admission.Preflight();
  }

  private boolean isOpen(Call call) {
    var method =
        call.isPreflight() && call.requestedMethod() != null
            ? call.requestedMethod()
            : call.method();
    try {
      return needs.of(method, call.path()).isWithoutToken();
    } catch (RefusedCall e) {
      return false;
    }
  }

  private Admission stranger(Call call) {
    var need = needs.of(call.method(), call.path());
    requirePace("strangers", STRANGERS);
    if (need == Need.PAIRING && call.origin() == null) {
      throw new RefusedCall(Code.ORIGIN_REFUSED, "only browser extensions pair");
    }
    return new Admission.Admitted(need, null);
  }

  private Admission bearer(Call call) {
    var bearer = requireToken(call.authorization());
    if (call.origin() != null && !call.origin().equals(bearer.origin())) {
      throw new RefusedCall(Code.ORIGIN_REFUSED, "this token belongs to another origin");
    }
    requirePace(bearer.id(), bearer.id().equals(Bearer.LOCAL) ? TOOL : CLIENT);
    var need = needs.of(call.method(), call.path());
    if (!need.isMetBy(bearer)) {
      throw new RefusedCall(Code.SCOPE_MISSING, "this token has no scope " + need);
    }
    return new Admission.Admitted(need, bearer);
  }

  private Bearer requireToken(@Nullable String authorization) {
    var shown = digest(authorization);
    boolean isLocal = local.is(shown);
    var standing = clients.of(shown);
    if (isLocal) {
      return Bearer.local();
    }
    if (standing instanceof Tokens.Live(var bearer)) {
      return bearer;
    }
    requirePace("strangers", STRANGERS);
    throw switch (standing) {
      case Tokens.Revoked _ ->
          new RefusedCall(Code.REVOKED, "this client was removed; pair again: lumora pair");
      case Tokens.Expired _ ->
          new RefusedCall(Code.EXPIRED, "this client was not seen for long; pair: lumora pair");
      case Tokens.Unknown _, Tokens.Live _ ->
          new RefusedCall(
              Code.NOT_AUTHENTICATED, "expected Authorization: Bearer and a token of this agent");
    };
  }

  /** Digests are compared, so that neither time nor length tells anything about a token. */
  private static Sha256 digest(@Nullable String authorization) {
    var shown = authorization != null && authorization.startsWith(SCHEME) ? authorization : SCHEME;
    return Sha256.of(shown.substring(SCHEME.length()));
  }

  private void requirePace(String caller, RateLimits.Rate rate) {
    if (!rates.take(caller, rate)) {
      throw new RefusedCall(Code.TOO_MANY, "too many calls; try again in a second");
    }
  }

  private static void requireJson(Call call) {
    if (call.contentLength() > MAX_BODY_BYTES) {
      throw tooLarge();
    }
    if (call.hasBody() && !isJson(call.contentType())) {
      throw new RefusedCall(Code.NOT_JSON, "expected Content-Type: application/json");
    }
  }

  public static RefusedCall tooLarge() {
    return new RefusedCall(Code.TOO_LARGE, "a body has at most " + MAX_BODY_BYTES + " bytes");
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    var type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}
