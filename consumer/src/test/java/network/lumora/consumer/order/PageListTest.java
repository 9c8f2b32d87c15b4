package network.lumora.consumer.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageListTest {
  @Test
  void keepsTheOrderAndLeavesOutDuplicates() throws Exception {
    var list =
        PageList.parse(
            List.of("# first", "https://b.example/", " https://a.example/ ", "https://b.example/"));

    assertThat(list.pages()).containsExactly("https://b.example/", "https://a.example/");
    assertThat(list.duplicates()).containsExactly(new PageList.Duplicate(4, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example", "https://", "https:///path", "http://user:word@a.example/",
            "file:///etc/passwd",
        "javascript:alert(1)", "http://a b/", "http://b\u00fccher.example/", "http://[::1",
            "https://a.example/%zz"
      })
  void refusesWhatIsNoAddressOfAPublicPage(String address) {
    assertThatThrownBy(() -> PageList.parse(List.of("", address)))
        .isInstanceOf(BadOrderException.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageContaining("Nothing was sent");
  }

  @Test
  void refusesAnAddressLongerThanTheProtocolAllows() {
    assertThatThrownBy(() -> PageList.parse(List.of("http://a/" + "x".repeat(2_083))))
        .hasMessageContaining("longer than 2083");
  }

  @Test
  void refusesNoneAndTooMany() {
    var tooMany = IntStream.range(0, 10_001).mapToObj(i -> "http://a/" + i).toList();

    assertThatThrownBy(() -> PageList.parse(List.of("# none"))).hasMessageContaining("got 0");
    assertThatThrownBy(() -> PageList.parse(tooMany)).hasMessageContaining("got 10001; split");
  }

  @Test
  void namesTenFaultsAndCountsTheRest() {
    assertThatThrownBy(() -> PageList.parse(Collections.nCopies(25, "nothing")))
        .hasMessageContaining("line 10:")
        .hasMessageContaining("and 15 more");
  }
}
