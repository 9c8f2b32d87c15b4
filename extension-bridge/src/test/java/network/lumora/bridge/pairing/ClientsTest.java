package network.lumora.bridge.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import network.lumora.bridge.guard.Bearer;
import network.lumora.bridge.guard.Scope;
import network.lumora.bridge.guard.Tokens;
import network.lumora.protocol.digest.Sha256;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private static final String ORIGIN = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
  private static final Set<Scope> SCOPES = Set.of(Scope.READ, Scope.CONTROL);

  private final MemoryStore store = new MemoryStore();
  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  private Clients clients() throws IOException {
    return new Clients(store, () -> now, random);
  }

  private static Tokens.Standing standing(Clients clients, String token) {
    return clients.of(Sha256.of(token));
  }

  @Test
  void aTokenLivesOverRestartsAndIsNowhereStored() throws IOException {
    var granted = clients().add("Browser", ORIGIN, SCOPES);

    var standing = standing(clients(), granted.token());

    assertThat(standing)
        .isEqualTo(new Tokens.Live(new Bearer(granted.client().id(), ORIGIN, SCOPES)));
    assertThat(store.book.toString()).doesNotContain(granted.token());
    assertThat(granted.token()).hasSize(43);
  }

  @Test
  void eachUseMovesTheExpiryButIsStoredHourly() throws IOException {
    var clients = clients();
    var token = clients.add("Browser", ORIGIN, SCOPES).token();
    standing(clients, token);
    int saves = store.saves;

    now = now.plus(Duration.ofMinutes(59));
    standing(clients, token);
    assertThat(store.saves).isEqualTo(saves);
    now = now.plus(Duration.ofMinutes(2));
    standing(clients, token);
    assertThat(store.saves).isEqualTo(saves + 1);

    now = now.plus(Clients.LIFETIME).minusSeconds(1);
    assertThat(standing(clients, token)).isInstanceOf(Tokens.Live.class);
    now = now.plus(Clients.LIFETIME).minusSeconds(1);
    assertThat(standing(clients, token)).isInstanceOf(Tokens.Live.class);
  }

  @Test
  void revokedAndExpiredAreTwoThings() throws IOException {
    var clients = clients();
    var revoked = clients.add("One", ORIGIN, SCOPES);
    var expired = clients.add("Two", ORIGIN, SCOPES);

    assertThat(clients.revoke(revoked.client().id())).isTrue();
    assertThat(clients.revoke(revoked.client().id())).isFalse();
    assertThat(standing(clients, revoked.token())).isInstanceOf(Tokens.Revoked.class);

    now = now.plus(Clients.LIFETIME);
    assertThat(standing(clients, expired.token())).isInstanceOf(Tokens.Expired.class);
    assertThat(clients.live()).isEmpty();
    assertThat(clients.isBoundTo(ORIGIN)).isTrue();
    assertThat(standing(clients, "none")).isInstanceOf(Tokens.Unknown.class);

    now = now.plus(Clients.REMEMBERED).plusSeconds(1);
    clients.add("Three", "other", SCOPES);
    assertThat(standing(clients, expired.token())).isInstanceOf(Tokens.Unknown.class);
  }

  @Test
  void theClientUnusedForLongestGivesWay() throws IOException {
    var clients = clients();
    var first = clients.add("first", ORIGIN, SCOPES);
    now = now.plusSeconds(1);
    var second = clients.add("second", ORIGIN, SCOPES);
    now = now.plusSeconds(1);
    standing(clients, first.token());
    for (int i = 2; i < Clients.MAX_CLIENTS + 1; i++) {
      now = now.plusSeconds(1);
      clients.add("more", ORIGIN, SCOPES);
    }

    assertThat(clients.live()).hasSize(Clients.MAX_CLIENTS);
    assertThat(standing(clients, second.token())).isInstanceOf(Tokens.Unknown.class);
    assertThat(standing(clients, first.token())).isInstanceOf(Tokens.Live.class);
  }

  @Test
  void revokedTokensAreBounded() throws IOException {
    var clients = clients();
    for (int i = 0; i < Clients.MAX_GONE + 9; i++) {
      clients.revoke(clients.add("Browser", ORIGIN, SCOPES).client().id());
    }

    assertThat(store.book.gone()).hasSize(Clients.MAX_GONE);
  }

  @Test
  void aFullDiskGrantsAndRevokesNothingButLetsClientsIn() throws IOException {
    var clients = clients();
    var granted = clients.add("Browser", ORIGIN, SCOPES);
    store.full = true;

    assertThatThrownBy(() -> clients.add("Other", ORIGIN, SCOPES)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> clients.revoke(granted.client().id())).isInstanceOf(IOException.class);
    assertThat(standing(clients, granted.token())).isInstanceOf(Tokens.Live.class);
  }
}
