package network.lumora.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import network.lumora.scraper.fetch.HttpUrls;
import network.lumora.scraper.guard.Admitted;
import network.lumora.scraper.guard.Denied;
import network.lumora.scraper.guard.DevelopmentDestinations;
import network.lumora.scraper.guard.Guard;
import network.lumora.scraper.guard.NetworkView;
import network.lumora.scraper.page.Refusal;
import network.lumora.scraper.robots.PublicSuffixes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedUrlTest {
  private final Guard guard = guard(DevelopmentDestinations.NONE);

  static Guard guard(DevelopmentDestinations development) {
    return new Guard(new HttpUrls(), new PublicSuffixes(), () -> NetworkView.NOTHING, development);
  }

  static String verdict(Guard guard, String url) {
    return switch (guard.admit(url)) {
      case Admitted admitted -> admitted.destination().host();
      case Denied denied -> denied.code().name();
    };
  }

  @Test
  void admitsPublicNamesAndNothingElse() {
    for (var line : Vectors.lines("urls.txt")) {
      var space = line.indexOf(' ');
      var url = Escapes.read(line.substring(space + 1));

      assertThat(verdict(guard, url)).as(line).isEqualTo(line.substring(0, space));
    }
  }

  @Test
  void deniesAUrlLongerThanBrowsersTake() {
    assertThat(verdict(guard, "http://www.wikipedia.org/" + "a".repeat(2_083)))
        .isEqualTo("URL_INVALID");
  }

  @Test
  void opensDevelopmentDestinationsExactlyAsWritten() {
    var opened =
        guard(
            new DevelopmentDestinations(Set.of("127.0.0.1:8080", "localhost:9090", "[::1]:7070")));

    assertThat(verdict(opened, "http://127.0.0.1:8080/")).isEqualTo("127.0.0.1");
    assertThat(verdict(opened, "http://localhost:9090/")).isEqualTo("localhost");
    assertThat(verdict(opened, "http://[::1]:7070/")).isEqualTo("::1");
    assertThat(verdict(opened, "http://127.0.0.1:8081/")).isEqualTo("IP_LITERAL");
    assertThat(verdict(opened, "http://localhost:8080/")).isEqualTo("NAME_RESERVED");
    assertThat(verdict(opened, "http://127.1:8080/")).isEqualTo("IP_LITERAL");
    assertThat(verdict(opened, "http://2130706433:8080/")).isEqualTo("IP_LITERAL");
    assertThat(verdict(opened, "http://user@127.0.0.1:8080/")).isEqualTo("URL_INVALID");
  }

  @Test
  void deniesRedirectsThatLeaveHttpsOrNameNoPlace() {
    var from = (Admitted) guard.admit("https://www.wikipedia.org/a/b");

    assertThat(code(from, "http://www.wikipedia.org/")).isEqualTo(Refusal.DOWNGRADE);
    assertThat(code(from, null)).isEqualTo(Refusal.REDIRECT_PROHIBITED);
    assertThat(code(from, "ftp://www.wikipedia.org/")).isEqualTo(Refusal.REDIRECT_PROHIBITED);
    assertThat(code(from, "\\\\127.0.0.1\\")).isEqualTo(Refusal.REDIRECT_PROHIBITED);
    assertThat(code(from, "//127.0.0.1/")).isEqualTo(Refusal.IP_LITERAL);
    assertThat(code(from, "//2130706433/")).isEqualTo(Refusal.IP_LITERAL);
    assertThat(code(from, "https://169.254.169.254/")).isEqualTo(Refusal.IP_LITERAL);
    assertThat(guard.redirect(from, "../c?d").toString())
        .isEqualTo("https://www.wikipedia.org:443");
  }

  private Refusal code(Admitted from, @Nullable String location) {
    return ((Denied) guard.redirect(from, location)).code();
  }
}
