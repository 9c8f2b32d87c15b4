package network.lumora.coordinator.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import network.lumora.coordinator.book.Books;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.SessionChallenge;
import network.lumora.protocol.message.SessionRequest;
import network.lumora.protocol.message.SessionToken;
import network.lumora.protocol.wire.StatementCodec;

/** Tokens for consumers that prove an admitted key. In memory only. Thread-safe. */
public final class Sessions {
  private static final Duration CHALLENGE_LIFE = Duration.ofSeconds(60);
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /** Challenges that wait or were used; who asks for more pushes out the oldest. */
  private static final int MAX_CHALLENGES = 10_000;

  private static final int MAX_TOKENS = 10_000;
  private static final int TOKEN_BYTES = 32;

  private final PublicKey coordinator;
  private final Books books;
  private final Supplier<String> ids;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();
  private final Cache<String, Boolean> challenges;
  private final Cache<Sha256, PublicKey> tokens;

  /**
   * @param random secure: tokens come from it
   */
  public Sessions(
      PublicKey coordinator,
      Books books,
      Supplier<String> ids,
      RandomGenerator random,
      InstantSource clock,
      LongSupplier nanos) {
    this.coordinator = coordinator;
    this.books = books;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.challenges = cache(MAX_CHALLENGES, CHALLENGE_LIFE, nanos).build();
    this.tokens = cache(MAX_TOKENS, TOKEN_LIFE, nanos).build();
  }

  private static Caffeine<Object, Object> cache(int size, Duration life, LongSupplier nanos) {
    return Caffeine.newBuilder().maximumSize(size).expireAfterWrite(life).ticker(nanos::getAsLong);
  }

  SessionChallenge challenge() {
    var nonce = ids.get();
    challenges.put(nonce, true);
    return new SessionChallenge(nonce, coordinator);
  }

  SessionToken open(Envelope envelope) throws IOException, ProtocolException {
    var request = statements.read(envelope, SessionRequest.class);
    envelope.requireSignatureOf(request.consumer());
    if (!request.coordinator().equals(coordinator)) {
      throw new ProtocolException(
          ErrorCode.NOT_AUTHENTICATED, "the request is for another coordinator");
    }
    useUp(request.nonce());
    if (!books.read(book -> book.consumers().isAdmitted(request.consumer()))) {
      throw new ProtocolException(
          ErrorCode.UNKNOWN_KEY,
          "nobody has admitted this key; ask the operator to run: admit " + request.consumer());
    }
    return token(request.consumer());
  }

  private void useUp(String nonce) throws ProtocolException {
    if (challenges.getIfPresent(nonce) == null) {
      throw new ProtocolException(
          ErrorCode.EXPIRED, "the challenge is not known, or older than 60 s; ask for a new one");
    }
    if (!challenges.asMap().replace(nonce, true, false)) {
      throw new ProtocolException(
          ErrorCode.REPLAYED, "the challenge was answered before; ask for a new one");
    }
  }

  private SessionToken token(PublicKey consumer) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tokens.put(Sha256.of(token), consumer);
    return new SessionToken(token, clock.instant().plus(TOKEN_LIFE));
  }

  Optional<PublicKey> consumer(String token) {
    return Optional.ofNullable(tokens.getIfPresent(Sha256.of(token)));
  }
}
