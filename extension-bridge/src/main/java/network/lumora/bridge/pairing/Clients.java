package network.lumora.bridge.pairing;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import network.lumora.bridge.guard.Bearer;
import network.lumora.bridge.guard.Scope;
import network.lumora.bridge.guard.Tokens;
import network.lumora.protocol.digest.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paired browsers and their tokens. Thread-safe. */
public final class Clients implements Tokens {
  /** More browsers than a person has; the one unused for longest gives way. */
  static final int MAX_CLIENTS = 32;

  static final int MAX_GONE = 64;

  /** Counted from the last use. */
  static final Duration LIFETIME = Duration.ofDays(90);

  /** How long a revoked or expired client is told so, rather than that it is unknown. */
  static final Duration REMEMBERED = Duration.ofDays(90);

  /** The time of the last use is stored this often; a crash may forget it. */
  static final Duration STORED_EVERY = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 8;

  /** A new client, and its token, which is nowhere else. */
  public record Granted(Client client, String token) {}

  private final ClientStore store;
  private final InstantSource clock;
  private final SecureRandom random;
  private ClientBook book;

  public Clients(ClientStore store, InstantSource clock, SecureRandom random) throws IOException {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.book = store.load();
  }

  public synchronized Granted add(String name, String origin, Set<Scope> scopes)
      throws IOException {
    var now = clock.instant();
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    var client =
        new Client(
            HexFormat.of().formatHex(bytes(ID_BYTES)),
            name,
            origin,
            scopes.stream().sorted().toList(),
            now,
            null,
            now.plus(LIFETIME));
    var entries = remembered(now);
    if (entries.size() >= MAX_CLIENTS) {
      entries.remove(leastUsed(entries));
    }
    entries.add(new ClientBook.Entry(client, Sha256.of(token)));
    keep(new ClientBook(entries, book.gone()));
    return new Granted(client, token);
  }

  /** Those that may call, oldest first. */
  public synchronized List<Client> live() {
    var now = clock.instant();
    return book.clients().stream()
        .map(ClientBook.Entry::client)
        .filter(client -> now.isBefore(client.expiresAt()))
        .toList();
  }

  /** False if there is no such client. */
  public synchronized boolean revoke(String id) throws IOException {
    var entry = book.clients().stream().filter(known -> known.client().id().equals(id)).findFirst();
    if (entry.isEmpty()) {
      return false;
    }
    var now = clock.instant();
    var entries = remembered(now);
    entries.remove(entry.get());
    var gone = new ArrayList<>(book.gone());
    gone.removeIf(old -> old.at().plus(REMEMBERED).isBefore(now));
    gone.add(new ClientBook.Gone(entry.get().token(), entry.get().client().origin(), now));
    keep(new ClientBook(entries, last(gone)));
    return true;
  }

  public synchronized boolean isLive(String id) {
    return live().stream().anyMatch(client -> client.id().equals(id));
  }

  @Override
  public synchronized Standing of(Sha256 token) {
    ClientBook.@Nullable Entry found = null;
    for (var entry : book.clients()) {
      if (isSame(entry.token(), token)) {
        found = entry;
      }
    }
    boolean revoked = false;
    for (var gone : book.gone()) {
      revoked |= isSame(gone.token(), token);
    }
    if (found == null) {
      return revoked ? new Revoked() : new Unknown();
    }
    return clock.instant().isBefore(found.client().expiresAt())
        ? new Live(used(found))
        : new Expired();
  }

  @Override
  public synchronized boolean isBoundTo(String origin) {
    return book.clients().stream().anyMatch(entry -> entry.client().origin().equals(origin))
        || book.gone().stream().anyMatch(gone -> gone.origin().equals(origin));
  }

  private Bearer used(ClientBook.Entry entry) {
    var client = entry.client();
    var now = clock.instant();
    if (client.lastUsedAt() == null || client.lastUsedAt().plus(STORED_EVERY).isBefore(now)) {
      touch(entry, now);
    }
    return new Bearer(client.id(), client.origin(), Set.copyOf(client.scopes()));
  }

  private void touch(ClientBook.Entry entry, Instant now) {
    var old = entry.client();
    var client =
        new Client(
            old.id(),
            old.name(),
            old.origin(),
            old.scopes(),
            old.pairedAt(),
            now,
            now.plus(LIFETIME));
    var entries = new ArrayList<>(book.clients());
    entries.replaceAll(
        known -> known.equals(entry) ? new ClientBook.Entry(client, entry.token()) : known);
    try {
      keep(new ClientBook(entries, book.gone()));
    } catch (IOException e) {
      LOG.warn("the last use of a paired browser could not be stored: {}", e.getMessage());
    }
  }

  private void keep(ClientBook changed) throws IOException {
    store.save(changed);
    book = changed;
  }

  private List<ClientBook.Entry> remembered(Instant now) {
    var entries = new ArrayList<>(book.clients());
    entries.removeIf(entry -> entry.client().expiresAt().plus(REMEMBERED).isBefore(now));
    return entries;
  }

  private static ClientBook.Entry leastUsed(List<ClientBook.Entry> entries) {
    return java.util.Collections.min(
        entries, Comparator.comparing(entry -> entry.client().expiresAt()));
  }

  private static List<ClientBook.Gone> last(List<ClientBook.Gone> gone) {
    return gone.subList(Math.max(0, gone.size() - MAX_GONE), gone.size());
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static boolean isSame(Sha256 a, Sha256 b) {
    return MessageDigest.isEqual(a.bytes(), b.bytes());
  }
}
